using ImageSdk.Analysis.Requirements;
using ImageSdk.Diagnostics;

namespace ImageSdk.Generation.Requirements;

/// <summary>
/// Compares the locks of a project with what they are made from. A lock that lacks something would make another image than the
/// one that is asked for; one that has too much, or more narrowly, makes one that was asked for some time.
/// </summary>
public static class RequirementLockCheck
{
    /// <summary>The differences of all locks of a project, each at the line that disagrees.</summary>
    /// <param name="declaration">What the project says.</param>
    /// <param name="isLockedMode">Whether every difference is an error.</param>
    /// <returns>IMG6041, and IMG6042 for what the lock lacks and in locked mode.</returns>
    /// <exception cref="DiagnosticException">IMG6044: a lock cannot be read.</exception>
    public static IReadOnlyList<Diagnostic> Check(ImageDeclaration declaration, bool isLockedMode) =>
        [.. declaration.Of("PipRequirements").SelectMany(item => Compare(item, declaration)).Select(difference =>
            (difference.IsMissing || isLockedMode
                ? DiagnosticDescriptors.RequirementLockDisagrees
                : DiagnosticDescriptors.RequirementLockStale)
                .At(difference.Location, difference.Message + " Lock again: dotnet build -t:ImageLockRequirements."))];

    /// <summary>The differences of one lock; none where there is no lock.</summary>
    internal static IEnumerable<Difference> Compare(DeclaredItem item, ImageDeclaration declaration)
    {
        var path = RequirementLockFile.PathOf(item, declaration);
        if (!File.Exists(item.Path) || RequirementLockFile.TryRead(path) is not { } locked) yield break;

        var name = Path.GetFileName(path);
        var lower = declaration.Of("PipRequirements").TakeWhile(other => other != item)
            .Select(other => RequirementLockFile.TryRead(RequirementLockFile.PathOf(other, declaration)))
            .SelectMany(other => other?.Packages ?? [])
            .Concat(declaration.Parents.SelectMany(parent => parent.Facts.PipPackages)
                .Select(package =>
                    new LockedRequirement(package.Key, VersionRange.TryParse(package.Value.Versions)?.Exact ?? "")))
            .ToLookup(package => package.Key);
        var (inputs, options) = RequirementInput.Read(item.Path);
        foreach (var input in inputs.Where(input => !locked.Requested.Contains(input.Text, StringComparer.Ordinal)))
        {
            var packages = locked.Packages.Where(package => package.Key == input.Requirement.Key)
                .Concat(lower[input.Requirement.Key]).ToList();
            var wrong = packages.Find(package =>
                package.Url != input.Requirement.Url
                || (package.Version.Length > 0 && input.Requirement.Versions.Allows(package.Version) == false));
            yield return packages.Count == 0 && !input.IsConstraint
                ? new Difference(input.Location,
                    $"{name} has no {input.Requirement.Name}, so the image could lack it.") { IsMissing = true }
                : wrong is not null ? new Difference(input.Location,
                    $"The lock has {wrong.Pin}, which {input.Text} does not allow.") { IsMissing = true }
                : new Difference(input.Location, $"{name} was made without {input.Text}.");
        }

        var asked = inputs.Select(input => input.Text).ToHashSet(StringComparer.Ordinal);
        var place = new SourceLocation(path);
        foreach (var requested in locked.Requested.Where(requested => !asked.Contains(requested)))
        {
            var key = Requirement.Parse(requested, new Dockerfiles.SourceText("", path), default)?.Key;
            if (inputs.Any(input => input.Requirement.Key == key)) continue;

            yield return new Difference(place with { Line = locked.Packages.FirstOrDefault(package => package.Key == key)?.Line
                ?? 0 },
                $"{name} was made for {requested}, which {item.Include} does not ask for.");
        }

        foreach (var package in locked.Packages)
        {
            var others = lower[package.Key].Where(other => other.Version.Length > 0 && package.Version.Length > 0).ToList();
            if (others.Count > 0 && !others.Any(other => VersionRange.AreEqual(other.Version, package.Version)))
                yield return new Difference(place with { Line = package.Line },
                    $"{package.Pin} would cover {others[0].Pin}, which a lower tier or a parent has.");
        }

        if (!options.SequenceEqual(locked.Options, StringComparer.Ordinal))
            yield return new Difference(new SourceLocation(item.Path),
                $"{name} was made with other options ({List(locked.Options)}) than {item.Include} has ({List(options)}).");

        var indexes = RequirementLocking.IndexesOf(declaration);
        if (!indexes.SequenceEqual(locked.Indexes, StringComparer.Ordinal))
            yield return new Difference(ItemLocations.Of(declaration.Of("PipIndex").FirstOrDefault() ?? item),
                $"{name} was made from other indexes ({List(locked.Indexes)}) than the project has ({List(indexes)}).");

        var missing = RequirementLocking.PlatformsOf(declaration).Except(locked.Platforms, StringComparer.Ordinal).ToList();
        if (missing.Count > 0)
            yield return new Difference(ItemLocations.Of(declaration.Property("ImagePlatforms")),
                $"{name} was made without {string.Join(", ", missing)}, and packages of platforms differ.");
    }

    private static string List(IReadOnlyList<string> values) => values.Count == 0 ? "none" : string.Join(", ", values);

    /// <summary>A difference.</summary>
    /// <param name="Location">The line that disagrees.</param>
    /// <param name="Message">What is different.</param>
    internal sealed record Difference(SourceLocation Location, string Message)
    {
        /// <summary>Whether the lock lacks what is asked for.</summary>
        public bool IsMissing { get; init; }
    }
}
