using ImageSdk.Dockerfiles;

namespace ImageSdk.Analysis.Requirements;

/// <summary>Requirement files with those that they name by <c>-r</c> and <c>-c</c>.</summary>
internal sealed class RequirementSet
{
    private readonly Func<string, SourceText?> _find;
    private readonly List<RequirementFile> _files = [];
    private readonly List<RequirementFile> _constraints = [];
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);

    /// <summary>Begins with no file.</summary>
    /// <param name="find">Gives the text of a file of the image by its absolute path there; null where it is not known.</param>
    public RequirementSet(Func<string, SourceText?> find) => _find = find;

    /// <summary>The requirement files.</summary>
    public IReadOnlyList<RequirementFile> Files => _files;

    /// <summary>The files of constraints.</summary>
    public IReadOnlyList<RequirementFile> Constraints => _constraints;

    /// <summary>Whether all files and all their lines could be read.</summary>
    public bool IsComplete { get; private set; } = true;

    /// <summary>Adds a file and those that it names, each once.</summary>
    /// <param name="path">The path in the image, absolute; empty where it is not known.</param>
    /// <param name="isConstraints">Whether it only limits versions.</param>
    public void Add(string path, bool isConstraints)
    {
        if (path.Length > 0 && !_read.Add((isConstraints ? "c " : "r ") + path))
            return;
        if (path.Length == 0 || _find(path) is not { } source)
        {
            IsComplete = false;
            return;
        }

        var file = RequirementFile.Parse(source);
        IsComplete &= file.IsComplete;
        (isConstraints ? _constraints : _files).Add(file);
        var folder = path[..(path.LastIndexOf('/') + 1)];
        foreach (var option in file.Options.Where(option => option.Name is "requirement" or "constraint"))
            Add(ImagePath.Combine(folder, option.Value), isConstraints || option.Name == "constraint");
    }

    /// <summary>The one version that constraints allow of a package; null for none.</summary>
    public string? ConstrainedTo(string key) =>
        _constraints.SelectMany(file => file.Requirements).FirstOrDefault(requirement => requirement.Key == key)?.Versions.Exact;

    /// <summary>Whether constraints say anything of a package.</summary>
    public bool IsConstrained(string key) =>
        _constraints.Any(file => file.Requirements.Any(requirement => requirement.Key == key && !requirement.Versions.IsAny));
}
