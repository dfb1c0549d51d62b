using ImageSdk.Diagnostics;
using ImageSdk.Generation.Sections;
using ImageSdk.References;
using ImageSdk.Storage;

namespace ImageSdk.Generation.Requirements;

/// <summary>Makes the locks of a project's requirement files, of which each is a tier that limits the next ones.</summary>
public sealed class RequirementLocking
{
    /// <summary>The build argument whose value is another one each time, or BuildKit would answer from its cache.</summary>
    public const string TimeArgument = ResolutionSection.TimeArgument;

    private readonly ImageDeclaration _declaration;
    private readonly IReadOnlyList<Tier> _tiers;

    private RequirementLocking(ImageDeclaration declaration, IReadOnlyList<Tier> tiers, GeneratedDockerfile dockerfile) =>
        (_declaration, _tiers, Dockerfile) = (declaration, tiers, dockerfile);

    /// <summary>What answers; its result is a folder with the answer, or one a platform.</summary>
    public GeneratedDockerfile Dockerfile { get; }

    /// <summary>Prepares the question; null where every lock is there and fits.</summary>
    /// <param name="declaration">What the project says.</param>
    /// <param name="forceEvaluate">
    /// Whether every version is looked up again; otherwise those of the last locks are kept where they can be.
    /// </param>
    /// <exception cref="DiagnosticException">
    /// IMG6043: a requirement has no file that a hash could be of; IMG6044: something else is in the place of a lock; and all
    /// that <see cref="DockerfileGenerator.Generate"/> finds.
    /// </exception>
    public static RequirementLocking? Prepare(ImageDeclaration declaration, bool forceEvaluate)
    {
        var problems = new List<Diagnostic>();
        // A file with hashes of its own is a lock already, whoever made it.
        var tiers = RequirementTier.ReadAll(declaration, problems, usesLocks: false).Where(tier => !tier.IsLocked)
            .Select(tier => Read(tier.Item, declaration, problems)).ToList();
        if (problems.Count > 0) throw new DiagnosticException(problems);
        if (tiers.Count == 0 || (!forceEvaluate
            && tiers.All(tier => tier.Old is not null && !RequirementLockCheck.Compare(tier.Item, declaration).Any())))
        {
            return null;
        }

        var asked = tiers.Select(tier => new ResolutionSection.Tier(tier.Item, forceEvaluate ? [] : tier.Keep)).ToList();
        return new RequirementLocking(declaration, tiers,
            DockerfileGenerator.GenerateResolution(declaration,
                new ResolutionSection(asked, [.. tiers.SelectMany(tier => tier.Options)])));
    }

    /// <summary>Writes the locks.</summary>
    /// <param name="directory">The full path of the folder with the answers.</param>
    /// <param name="platforms">The platforms that were asked.</param>
    /// <returns>The full paths of the locks, and whether each was changed.</returns>
    /// <exception cref="DiagnosticException">IMG6043: there are no such packages, or they cannot be locked.</exception>
    public IReadOnlyList<(string Path, bool IsChanged)> Write(string directory, IReadOnlyList<Platform> platforms)
    {
        var answers = Directory.EnumerateFiles(directory, ResolutionSection.Answer, SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(file => ResolvedRequirements.TryParse(TextFile.Read(file)) ?? throw NotUnderstood(_tiers[0].Item, file))
            .ToList();
        foreach (var answer in answers.Where(answer => answer.Problem.Length > 0))
            throw new DiagnosticException(DiagnosticDescriptors.RequirementsUnresolved.At(ItemLocations.Of(_tiers[Math.Min(
                answer.Tiers.Count, _tiers.Count - 1)].Item),
                    answer.Problem.Replace("\n", Environment.NewLine + "  ", StringComparison.Ordinal)));

        if (answers.Count == 0 || answers.Any(answer => answer.Tiers.Count < _tiers.Count))
            throw NotUnderstood(_tiers[0].Item, directory);

        return [.. _tiers.Select((tier, number) =>
        {
            var requirements = new RequirementLock
            {
                Requested = [.. tier.Inputs.Select(input => input.Text).Distinct()],
                Options = tier.Options,
                Indexes = IndexesOf(_declaration),
                Platforms = [.. platforms.Select(platform => platform.ToString()).Order(StringComparer.Ordinal)],
                Python = answers[0].Python,
                Packages = RequirementMerge.Merge(answers, number),
            };
            return (tier.Path, AtomicFile.WriteIfDifferent(tier.Path,
                RequirementLockFile.Write(requirements, Path.GetFileName(tier.Item.Path))));
        })];
    }

    private static DiagnosticException NotUnderstood(DeclaredItem item, string place) =>
        new(DiagnosticDescriptors.RequirementsUnresolved.At(ItemLocations.Of(item),
        $"What the Python of the image answered is not a list of packages, so no lock is written: {place}. Something in the "
        + "base image prints or changes it. "
        + "Lock again with another base image, or look at the file."));

    internal static IReadOnlyList<string> IndexesOf(ImageDeclaration declaration) =>
        [.. declaration.Of("PipIndex").Select(index => index.Include)];

    internal static IReadOnlyList<string> PlatformsOf(ImageDeclaration declaration) =>
        [.. declaration.Property("ImagePlatforms")
            .Include.Split([',', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Select(text => Platform.TryParse(text, out var platform, out _) ? platform.ToString() : text)];

    private static Tier Read(DeclaredItem item, ImageDeclaration declaration, List<Diagnostic> problems)
    {
        var (inputs, options) = RequirementInput.Read(item.Path);
        foreach (var input in inputs.Where(input => !input.CanBeLocked))
        {
            problems.Add(DiagnosticDescriptors.RequirementsUnresolved.At(input.Location,
                $"'{input.Text}' is a local path or a repository, which has no hash, so it cannot be locked. "
                + "Publish it as a package of an index, or remove the line and install it with a command: <ImageRun "
                + "Include=\"pip install …\" />."));
        }

        var path = RequirementLockFile.PathOf(item, declaration);
        if (File.Exists(path) && !RequirementLockFile.IsOurs(path))
            problems.Add(DiagnosticDescriptors.RequirementLockUnusable.At(new SourceLocation(path),
                $"The lock of {item.Include} would replace this file, which ImageSdk did not write. Delete it, or name another "
                + $"place: <PipRequirements Include=\"{item.Include}\" Lock=\"…\" />."));
        return new Tier(item, path, inputs, options, problems.Count > 0 ? null : RequirementLockFile.TryRead(path));
    }

    /// <summary>A requirement file to lock, with its last lock.</summary>
    private sealed record Tier(DeclaredItem Item, string Path, IReadOnlyList<RequirementInput> Inputs,
        IReadOnlyList<string> Options, RequirementLock? Old)
    {
        /// <summary>The versions of the last lock that nothing speaks against.</summary>
        public IReadOnlyList<LockedRequirement> Keep => [.. (Old?.Packages ?? [])
            .Where(package =>
                package.Url.Length == 0 && !Inputs.Any(input =>
                    input.Requirement.Key == package.Key && input.Requirement.Versions.Allows(package.Version) == false))];
    }
}
