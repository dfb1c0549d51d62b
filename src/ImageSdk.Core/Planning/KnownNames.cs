using ImageSdk.Diagnostics;
using ImageSdk.Dockerfiles;
using ImageSdk.References;

namespace ImageSdk.Planning;

/// <summary>
/// What the names in a Dockerfile stand for as far as the project says it: directories, and the images of referenced projects.
/// </summary>
internal sealed class KnownNames
{
    private readonly ImageDefinition _definition;
    private readonly Dictionary<string, List<Owner>> _owners = new(StringComparer.Ordinal);

    public KnownNames(ImageDefinition definition, IReadOnlyList<ParentImage> parents)
    {
        _definition = definition;
        foreach (var directory in definition.Directories) Add(directory.Name, new Owner(directory.Origin, directory, null));
        foreach (var parent in parents) foreach (var name in parent.Names) Add(name, new Owner(parent.ProjectFile, null, parent));
    }

    /// <summary>What a name stands for; null for neither a directory nor a parent.</summary>
    /// <exception cref="DiagnosticException">IMG2009: it stands for more than one thing.</exception>
    public (NamedDirectory? Directory, ParentImage? Parent) Find(ImageUse use) =>
        !_owners.TryGetValue(Familiar(use.Name), out var owners) ? (null, null)
        : owners is [var owner] ? (owner.Directory, owner.Parent)
        : throw new DiagnosticException(DiagnosticDescriptors.AmbiguousName.At(use.Location,
            $"'{use.Name}' is the name of {string.Join(" and of ", owners.Select(Describe))}. {Advice(owners)}"));

    /// <summary>What the image of that name makes its children do; null for a name that is not known here.</summary>
    public IReadOnlyList<string>? TriggersOf(string name) =>
        _owners.TryGetValue(Familiar(name), out var owners) ? owners[0].Parent?.Triggers ?? [] : null;

    /// <summary>The form in which BuildKit compares names: without docker.io, library/ and :latest.</summary>
    public static string Familiar(string name)
    {
        if (!ImageReference.TryParse(name, out var reference, out _)) return name;

        var familiar = reference.Familiar;
        return familiar.EndsWith(":latest", StringComparison.Ordinal) ? familiar[..^":latest".Length] : familiar;
    }

    private void Add(string name, Owner owner)
    {
        var familiar = Familiar(name);
        if (!_owners.TryGetValue(familiar, out var owners)) _owners.Add(familiar, owners = []);
        if (!owners.Any(o => o.Path == owner.Path)) owners.Add(owner);
    }

    /// <summary>The project or directory, with a name that is its own, if it has one.</summary>
    private string Describe(Owner owner)
    {
        var path = Path.GetRelativePath(Path.GetDirectoryName(_definition.ProjectFile)!, owner.Path).Replace('\\', '/');
        return owner.Parent?.Names.FirstOrDefault(n => _owners[Familiar(n)].Count == 1) is { } name ? $"{path} ({name})" : path;
    }

    private static string Advice(List<Owner> owners)
    {
        List<string> advice = [];
        if (owners.Any(o => o.Parent is not null))
        {
            advice.Add("Name an image by the tag in brackets; without one, set another ContainerRepository or another tag in "
                + "its project.");
        }

        if (owners.Any(o => o.Directory is not null))
        {
            advice.Add("Give a .NET project another name by ImageContextName on its ProjectReference, or a folder by its "
                + "ImageNamedContext.");
        }

        return string.Join(' ', advice);
    }

    private sealed record Owner(string Path, NamedDirectory? Directory, ParentImage? Parent);
}
