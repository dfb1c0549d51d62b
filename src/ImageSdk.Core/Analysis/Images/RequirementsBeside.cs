using ImageSdk.Analysis.Requirements;
using ImageSdk.Dockerfiles;

namespace ImageSdk.Analysis.Images;

/// <summary>
/// The requirement files beside a Dockerfile that nothing uses: those that look like one (<c>requirements-asr.txt</c>,
/// <c>requirements/base.in</c>, <c>constraints.txt</c>), and <c>pyproject.toml</c>.
/// </summary>
internal static class RequirementsBeside
{
    private const string Plain = "requirements.txt";

    private const string Project = "pyproject.toml";

    private static readonly string[] ForDevelopment =
    [
        "dev", "devel", "development", "test", "tests", "testing", "lint", "docs", "doc", "debug", "ci", "build", "typing",
        "notebook",
    ];

    /// <summary>The files, by path; none where one may be used after all.</summary>
    public static IEnumerable<RequirementFile> FindUnused(AnalyzedImage image)
    {
        if (image.PipInstalls.Count == 0 || image.PipInstalls.Any(install => !install.Files.IsComplete))
            return [];
        var folder = Path.GetDirectoryName(image.Input.Dockerfile)!;
        var entries = image.Input.Files.List(folder).ToList();
        var names = entries.Where(entry => !entry.IsFolder).Select(entry => entry.Name)
            .Concat(entries.Where(entry => entry is { IsFolder: true, Name: "requirements" })
                .SelectMany(entry => image.Input.Files.List(Path.Combine(folder, entry.Name)))
                .Where(entry => !entry.IsFolder).Select(entry => $"requirements/{entry.Name}"))
            .Where(IsRequirements).Where(name => IsFor(image, name, entries)).Order(StringComparer.Ordinal).ToList();
        return names.Where(name => !names.Exists(other => other != name && other == Path.ChangeExtension(name, ".txt")))
            .Select(name => Find(image, Path.Combine(folder, name))).OfType<RequirementFile>();
    }

    private static bool IsRequirements(string name)
    {
        if (name == Project)
            return true;
        var file = name.ToLowerInvariant();
        var isNamed = file.StartsWith("requirements/", StringComparison.Ordinal)
            || file.Contains("requirements", StringComparison.Ordinal)
            || file.StartsWith("constraints", StringComparison.Ordinal);
        return isNamed && Path.GetExtension(file) is ".txt" or ".in" && !Words(file).Any(ForDevelopment.Contains);
    }

    /// <summary>
    /// Whether a file is for this Dockerfile: where there are several of these, only the one that has the file's word in its name
    /// is.
    /// </summary>
    private static bool IsFor(AnalyzedImage image, string name, IReadOnlyList<FolderEntry> entries)
    {
        var own = Path.GetFileName(image.Input.Dockerfile);
        var words = Words(name).Except(["requirements", "constraints", "txt", "in", "pyproject", "toml"], StringComparer.Ordinal)
            .ToList();
        var isAlone = !entries.Any(entry => entry.Name != own && !entry.IsFolder && Words(entry.Name).Contains("dockerfile"));
        return (own == "Dockerfile" && (name == Plain || isAlone)) || words.Exists(Words(own).Contains);
    }

    private static string[] Words(string name) => name.ToLowerInvariant().Split('-', '_', '.', '/');

    private static RequirementFile? Find(AnalyzedImage image, string path)
    {
        var name = Path.GetFileName(path);
        var inContext = Path.GetRelativePath(image.Input.ContextDirectory, path).Replace('\\', '/');
        if (inContext.StartsWith("..", StringComparison.Ordinal)
            || image.Dockerfile.Instructions.Any(instruction => instruction.Text.Contains(name, StringComparison.Ordinal))
            || image.OfFile.SelectMany(other => other.Inputs.ContextReads)
            .Any(read => read.ContextName is not null || MayReach(read.Source, inContext))
            // What another file names is used with it.
            || image.PipInstalls.SelectMany(install => install.Files.Files.Concat(install.Files.Constraints))
            .Any(file =>
                file.Source.Path == path || file.Options.Any(option => option.Value.EndsWith(name, StringComparison.Ordinal))))
        {
            return null;
        }

        return image.Input.Files.Find(path) is not { } text ? null
            : name == Project ? ProjectFile.Parse(new SourceText(text, path))
            : RequirementFile.Parse(new SourceText(text, path));
    }

    private static bool MayReach(string source, string path)
    {
        source = source.Trim('/');
        return source is "" or "." || source.IndexOfAny(['*', '?', '[']) >= 0
            || ImagePath.Below(path, source.StartsWith("./", StringComparison.Ordinal) ? source[2..] : source) is not null;
    }
}
