using System.Text.RegularExpressions;

namespace ImageSdk.Benchmarks.Graphs;

/// <summary>
/// The fifteen images of <c>samples/speech</c>, in a copy. Programs and requirements are the sample's own. All contenders build the same
/// Dockerfiles, so those that the sample does without are written out, in the folder <c>Speech</c>.
/// </summary>
internal sealed partial class SpeechGraph : ImageGraph
{
    private readonly string _sample;
    private readonly Dictionary<string, string> _dockerfiles;

    public SpeechGraph(string repository)
    {
        _sample = Path.Combine(repository, "samples/speech");
        var written = Path.Combine(repository, "tests/ImageSdk.Benchmarks/Graphs/Speech");
        _dockerfiles = Directory.EnumerateFiles(written, "*.Dockerfile").Select(file => (Name: Path.GetFileNameWithoutExtension(file), File: file))
            .Concat(Directory.EnumerateFiles(_sample, "Dockerfile", SearchOption.AllDirectories).Where(file => !IsOutput(Path.GetRelativePath(_sample, file)))
                .Select(file => (Name: Path.GetFileName(Path.GetDirectoryName(file)!), File: file)))
            .ToDictionary(image => image.Name, image => File.ReadAllText(image.File), StringComparer.Ordinal);
        Images = ParentsFirst([.. _dockerfiles.OrderBy(image => image.Key, StringComparer.Ordinal).Select(image => Read(image.Key, image.Value))]);
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
            if (!IsOutput(path) && !IsOfProjects(path)) TreeFile.Write(directory, path, File.ReadAllText(source));
        }

        // The same for all, but for the names of the parents.
        foreach (var (name, text) in _dockerfiles)
        {
            TreeFile.Write(directory, $"{name}/Dockerfile", text.Replace(
                "${REGISTRY}/speech-", $"{registry}/bench-{Name}/{contender}/speech-", StringComparison.Ordinal));
        }

        File.AppendAllText(Path.Combine(directory, RequirementsFile), $"# {contender}\n");
        File.AppendAllText(Path.Combine(directory, "requirements/requirements-ml.txt"), $"# {contender}\n");
    }

    /// <summary>Contenders write what makes projects of the folders: the sample's own is for its place in this repository.</summary>
    private static bool IsOfProjects(string path) =>
        path is "Directory.Build.props" or "global.json" or "nuget.config" or "images.lock.json" or "README.md"
        || Path.GetExtension(path) is ".imageproj" or ".slnx";

    private static bool IsOutput(string path) => path.Split('/').Any(part => part is "stand-ins" or "bin" or "obj");

    private static ImageNode Read(string name, string dockerfile)
    {
        var parent = Parent().Match(dockerfile);
        var family = parent.Success ? parent.Groups["family"].Value : name == "base-cuda" ? "cuda" : "cpu";
        return new ImageNode(name, $"speech-{name}:{family}", parent.Success ? parent.Groups["name"].Value : null);
    }

    [GeneratedRegex(@"^FROM \$\{REGISTRY\}/speech-(?<name>[a-z-]+):(?<family>[a-z]+)", RegexOptions.Multiline)]
    private static partial Regex Parent();

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
