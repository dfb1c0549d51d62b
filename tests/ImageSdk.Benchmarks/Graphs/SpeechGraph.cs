using System.Xml.Linq;

namespace ImageSdk.Benchmarks.Graphs;

/// <summary>The fifteen images of <c>samples/speech</c>, in a copy. All is read from the sample itself.</summary>
internal sealed class SpeechGraph : ImageGraph
{
    private readonly string _sample;

    public SpeechGraph(string repository)
    {
        _sample = Path.Combine(repository, "samples/speech");
        var solution = XDocument.Load(Path.Combine(_sample, "speech.slnx"));
        Images = ParentsFirst([.. solution.Descendants("Project").Select(p => Read((string)p.Attribute("Path")!))]);
    }

    public override string Name => "speech";

    public override string Title => "samples/speech, 15 images";

    public override IReadOnlyList<ImageNode> Images { get; }

    public override string Leaf => "asr";

    public override string LeafFile => "asr/asr.py";

    public override string RequirementsFile => "requirements/requirements-common.txt";

    public override void Write(string directory, string contender, string registry)
    {
        foreach (var source in Directory.EnumerateFiles(_sample, "*", SearchOption.AllDirectories))
        {
            var path = Path.GetRelativePath(_sample, source);
            if (path.Split('/').Any(p => p is "stand-ins" or "bin" or "obj") || IsOfProjects(path)) continue;

            // The same Dockerfile for all, but for the names of the parents.
            TreeFile.Write(directory, path, File.ReadAllText(source).Replace(
                "${REGISTRY}/speech-", $"{registry}/bench-{Name}/{contender}/speech-", StringComparison.Ordinal));
        }

        File.AppendAllText(Path.Combine(directory, RequirementsFile), $"# {contender}\n");
        File.AppendAllText(Path.Combine(directory, "requirements/requirements-ml.txt"), $"# {contender}\n");
    }

    /// <summary>Contenders write what makes projects of the folders: the sample's own is for its place in this repository.</summary>
    private static bool IsOfProjects(string path) =>
        path is "Directory.Build.props" or "global.json" or "nuget.config" or "images.lock.json" or "README.md"
        || Path.GetExtension(path) is ".imageproj" or ".slnx";

    private ImageNode Read(string project)
    {
        var path = Path.Combine(_sample, project);
        var name = Path.GetFileNameWithoutExtension(path);
        var parent = XDocument.Load(path).Descendants("ProjectReference")
            .Select(r => Path.GetFileNameWithoutExtension((string)r.Attribute("Include")!)).FirstOrDefault();
        return new ImageNode(name, $"speech-{name}:{(IsCuda(name, parent) ? "cuda" : "cpu")}", parent);
    }

    private static bool IsCuda(string name, string? parent) => name is "base-cuda" || parent is "base-cuda" or "base-ml";

    private static List<ImageNode> ParentsFirst(List<ImageNode> images)
    {
        var sorted = new List<ImageNode>();
        void Add(ImageNode image)
        {
            if (sorted.Contains(image)) return;
            if (image.Parent is { } parent) Add(images.First(i => i.Name == parent));
            sorted.Add(image);
        }

        images.ForEach(Add);
        return sorted;
    }
}
