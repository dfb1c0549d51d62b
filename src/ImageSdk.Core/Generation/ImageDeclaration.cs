using ImageSdk.Analysis.Images;

namespace ImageSdk.Generation;

/// <summary>All that a project without a Dockerfile says about its image.</summary>
public sealed record ImageDeclaration
{
    /// <summary>The full path of the project file.</summary>
    public required string ProjectFile { get; init; }

    /// <summary>
    /// The full path of the build context that the project chose; empty for the nearest folder that has all files.
    /// </summary>
    public string ContextDirectory { get; init; } = "";

    /// <summary>The images of the referenced projects, in the order of the references.</summary>
    public IReadOnlyList<ParentFacts> Parents { get; init; } = [];

    /// <summary>The items, each type in its order.</summary>
    public IReadOnlyList<DeclaredItem> Items { get; init; } = [];

    /// <summary>The properties that are set, by name.</summary>
    public IReadOnlyDictionary<string, string> Properties { get; init; } = new Dictionary<string, string>();

    /// <summary>The project's folder.</summary>
    public string ProjectDirectory => Path.GetDirectoryName(ProjectFile)!;

    /// <summary>The full paths of the files that define the items, and of the project.</summary>
    public IEnumerable<string> ProjectFiles =>
        Items.Select(item => item.DefinedIn).Prepend(ProjectFile).Distinct(StringComparer.Ordinal);

    /// <summary>The items of a type, in their order.</summary>
    public IEnumerable<DeclaredItem> Of(string type) => Items.Where(item => item.Type == type);

    /// <summary>A property as something that can be wrong, or make a block of the Dockerfile.</summary>
    public DeclaredItem Property(string name) =>
        new(name, Properties.GetValueOrDefault(name, ""), ProjectFile) { IsProperty = true };
}
