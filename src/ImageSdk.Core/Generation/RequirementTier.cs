using ImageSdk.Analysis.Requirements;
using ImageSdk.Diagnostics;
using ImageSdk.Dockerfiles;
using ImageSdk.Generation.Requirements;
using ImageSdk.Storage;

namespace ImageSdk.Generation;

/// <summary>A requirement file of a declared image, which is a layer of its own.</summary>
/// <param name="Item">The item.</param>
/// <param name="File">The full path of the file that is installed from: the lock, where there is one.</param>
/// <param name="Files">The full paths of the file and of those that it names.</param>
internal sealed record RequirementTier(DeclaredItem Item, string File, IReadOnlyList<string> Files)
{
    /// <summary>Whether every package has its hashes, which pip then asks for.</summary>
    public bool IsLocked { get; init; }

    /// <summary>The lock that is installed from; null where there is none.</summary>
    public RequirementLock? Lock { get; init; }

    /// <summary>Whether it adds anything: all that it asks for may be in the parent.</summary>
    public bool Installs => Lock is not { Packages.Count: 0 };

    /// <summary>The tiers in their order.</summary>
    /// <param name="declaration">What the project says.</param>
    /// <param name="problems">Receives IMG6003 for files that are missing or empty, and IMG6044 for locks that cannot be read.</param>
    /// <param name="usesLocks">Whether a lock counts instead of its requirement file.</param>
    public static IReadOnlyList<RequirementTier> ReadAll(ImageDeclaration declaration, List<Diagnostic> problems, bool usesLocks)
    {
        var tiers = new List<RequirementTier>();
        foreach (var item in declaration.Of("PipRequirements"))
        {
            var files = new FileSet();
            if (files.Read(item.Path, item, problems) && files.IsEmpty)
            {
                problems.Add(DiagnosticDescriptors.DeclaredFileMissing.At(ItemLocations.Of(item),
                    $"{item.Include} names no package. Write the packages that the image needs into it, or remove the item."));
            }

            var path = RequirementLockFile.PathOf(item, declaration);
            tiers.Add(usesLocks && TryReadLock(path, problems) is { } locked
                ? new RequirementTier(item, path, [path]) { IsLocked = true, Lock = locked }
                : new RequirementTier(item, item.Path, files.Paths) { IsLocked = files.HaveHashes });
        }

        return tiers;
    }

    private static RequirementLock? TryReadLock(string path, List<Diagnostic> problems)
    {
        try
        {
            return RequirementLockFile.TryRead(path);
        }
        catch (DiagnosticException e)
        {
            problems.AddRange(e.Diagnostics);
            return null;
        }
    }

    /// <summary>A requirement file with those that it names.</summary>
    private sealed class FileSet
    {
        private readonly List<string> _paths = [];
        private int _requirements;
        private int _hashed;

        /// <summary>Their full paths.</summary>
        public IReadOnlyList<string> Paths => _paths;

        /// <summary>Whether they name no package.</summary>
        public bool IsEmpty => _requirements == 0;

        /// <summary>Whether a tool wrote hashes into them.</summary>
        public bool HaveHashes => _requirements > 0 && _hashed == _requirements;

        public bool Read(string path, DeclaredItem item, List<Diagnostic> problems)
        {
            if (_paths.Contains(path)) return true;
            if (!System.IO.File.Exists(path))
            {
                var by = _paths.Count == 0 ? "" : $", which {_paths[^1]} names,";
                problems.Add(DiagnosticDescriptors.DeclaredFileMissing.At(ItemLocations.Of(item), $"There is no {path}{by}. Write the requirement file, or name the one that there is."));
                return false;
            }

            _paths.Add(path);
            var file = RequirementFile.Parse(new SourceText(TextFile.Read(path), path));
            _requirements += file.Requirements.Count;
            _hashed += file.Requirements.Count(requirement => requirement.HasHashes);
            var isGood = true;
            foreach (var option in file.Options.Where(option => option.Name is "requirement" or "constraint" && !option.Value.Contains("://", StringComparison.Ordinal)))
            {
                isGood &= Read(Path.GetFullPath(option.Value, Path.GetDirectoryName(path)!), item, problems);
            }

            return isGood;
        }
    }
}
