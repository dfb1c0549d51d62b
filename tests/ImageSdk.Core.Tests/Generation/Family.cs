using ImageSdk.Analysis.Images;
using ImageSdk.Core.Tests.Locking;
using ImageSdk.Diagnostics;
using ImageSdk.Generation;
using ImageSdk.Generation.Compose;

namespace ImageSdk.Core.Tests.Generation;

/// <summary>Image projects as their targets tell of them.</summary>
internal sealed class Family : IDisposable
{
    private readonly SortedDictionary<string, (DeclaredItem Image, IReadOnlyList<DeclaredItem> Items)> _projects = new(StringComparer.Ordinal);
    private readonly TemporaryFolder _folder = new();

    /// <summary>The project file, in which the items stand one a line, from line 2.</summary>
    public string FileOf(string name) => Path.Combine(_folder.Path, $"{name}.imageproj");

    /// <summary>Adds a project.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="says">Items, <c>TYPE INCLUDE NAME=VALUE</c>; properties, <c>NAME=VALUE</c>; <c>from PROJECT</c>, <c>uses PROJECT</c>, <c>on IMAGE</c>.</param>
    public void Add(string name, params string[] says)
    {
        var (file, facts) = (FileOf(name), Path.Combine(_folder.Path, $"{name}.facts.json"));
        var (parents, references, items, onImage) = (new List<string>(), new List<string>(), new List<DeclaredItem>(), "");
        var properties = new Dictionary<string, string>
        {
            ["Name"] = name, ["Names"] = $"acme/{name}:1;{name}", ["Tags"] = $"ghcr.io/acme/{name}:1;ghcr.io/acme/{name}:2", ["Registry"] = "ghcr.io", ["Facts"] = facts,
            ["Record"] = $"{file}.image.json", ["PublishRecord"] = $"{file}.published.json",
        };
        foreach (var words in says.Select(text => text.Split(' ')))
        {
            switch (words)
            {
                case ["from", var parent]:
                    parents.Add(parent);
                    references.Add(parent);
                    break;
                case ["uses", var used]:
                    references.Insert(0, used);
                    break;
                case ["on", var image]:
                    onImage = image;
                    break;
                case [var type, var include, .. var metadata] when !type.Contains('='):
                    items.Add(new DeclaredItem(type, include, file) { Metadata = metadata.Select(one => one.Split('=')).ToDictionary(one => one[0], one => one[1]) });
                    break;
                default:
                    var property = string.Join(' ', words).Split('=');
                    properties[property[0]] = property[^1];
                    break;
            }
        }

        properties["References"] = string.Join(';', references.Select(FileOf));
        FactsFile.Write(facts, new ImageFacts { Parent = string.Join(' ', parents.Select(parent => $"acme/{parent}:1 {parent}")), BaseImage = onImage });
        File.WriteAllText(file, $"<Project><ItemGroup>\n{string.Concat(items.Select(item => $"<{item.Type} Include=\"{item.Include}\" />\n"))}</ItemGroup></Project>");
        _projects[name] = (new DeclaredItem("Image", file, "") { Metadata = properties }, items);
    }

    /// <summary>The compose file; nothing may be wrong.</summary>
    public string Write(ComposeSettings settings) => ComposeDocument.Write(Read(), settings, out _);

    /// <summary>What is wrong, warnings included.</summary>
    public IReadOnlyList<Diagnostic> Problems(ComposeSettings? settings = null)
    {
        try
        {
            ComposeDocument.Write(Read(), settings ?? new ComposeSettings("", []), out var warnings);
            return warnings;
        }
        catch (DiagnosticException e)
        {
            return e.Diagnostics;
        }
    }

    public void Dispose() => _folder.Dispose();

    private List<ComposeImage> Read()
    {
        var readers = _projects.Values.Select(project => new ComposeImageReader(project.Image, project.Items)).ToList();
        var images = readers.ConvertAll(reader => reader.Read());
        var problems = readers.SelectMany(reader => reader.Problems).ToList();
        return problems.Count == 0 ? images : throw new DiagnosticException(problems);
    }
}
