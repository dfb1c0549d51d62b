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

    /// <summary>Whether it names files by paths that pip reads from the directory it is started in.</summary>
    public bool StartsInDirectory { get; init; }

    /// <summary>Whether it adds anything: all that it asks for may be in the parent.</summary>
    public bool Installs => Lock is not { Packages.Count: 0 };

    /// <summary>The tiers in their order.</summary>
    /// <param name="declaration">What the project says.</param>
    /// <param name="problems">
    /// Receives IMG6003 for files that are missing or empty, IMG6009 for paths that pip cannot find, and IMG6044 for locks that
    /// cannot be read.
    /// </param>
    /// <param name="usesLocks">Whether a lock counts instead of its requirement file.</param>
    public static IReadOnlyList<RequirementTier> ReadAll(ImageDeclaration declaration, List<Diagnostic> problems, bool usesLocks)
    {
        var tiers = new List<RequirementTier>();
        foreach (var item in declaration.Of("PipRequirements"))
        {
            var files = new FileSet(declaration, item, usesLocks);
            if (files.Read(item.Path, null, problems) && files.IsEmpty)
            {
                problems.Add(DiagnosticDescriptors.DeclaredFileMissing.At(ItemLocations.Of(item),
                    $"{item.Include} names no package. Write the packages that the image needs into it, or remove the item."));
            }

            var path = RequirementLockFile.PathOf(item, declaration);
            tiers.Add(usesLocks && TryReadLock(path, problems) is { } locked
                ? new RequirementTier(item, path, [path, .. files.Links]) { IsLocked = true, Lock = locked }
                : new RequirementTier(item, item.Path, files.Paths) { IsLocked = files.HaveHashes,
                    StartsInDirectory = files.HavePaths });
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
    /// <param name="declaration">What the project says.</param>
    /// <param name="item">The item that names the file.</param>
    /// <param name="isForInstall">Whether pip is to install from the file; else it is only asked what it would install.</param>
    private sealed class FileSet(ImageDeclaration declaration, DeclaredItem item, bool isForInstall)
    {
        private readonly List<string> _paths = [];
        private readonly List<string> _archives = [];
        private readonly List<string> _links = [];
        private int _requirements;
        private int _hashed;

        /// <summary>Their full paths, and those of the archives that they name.</summary>
        public IReadOnlyList<string> Paths => [.. _paths, .. _archives.Concat(_links).Distinct().Order(StringComparer.Ordinal)];

        /// <summary>The full paths of the archives in the directories of <c>--find-links</c>.</summary>
        public IReadOnlyList<string> Links => _links;

        /// <summary>Whether they name archives by their paths.</summary>
        public bool HavePaths => _archives.Count > 0;

        /// <summary>Whether they name no package.</summary>
        public bool IsEmpty => _requirements == 0;

        /// <summary>Whether a tool wrote hashes into them.</summary>
        public bool HaveHashes => _requirements > 0 && _hashed == _requirements;

        /// <summary>Reads a file and those that it names; false when one of them is missing.</summary>
        /// <param name="path">The full path.</param>
        /// <param name="by">The option of another requirement file that names this one; null for the item.</param>
        /// <param name="problems">Receives what is wrong.</param>
        public bool Read(string path, RequirementOption? by, List<Diagnostic> problems)
        {
            if (_paths.Contains(path)) return true;
            if (!System.IO.File.Exists(path))
            {
                var (place, name) = by is null
                    ? (ItemLocations.Of(item), item.Include)
                    : (by.Source.LocationAt(by.Span.Start), by.Value);
                problems.Add(DiagnosticDescriptors.DeclaredFileMissing.At(place, Directory.Exists(path)
                    ? $"{path} is a directory. Name the requirement file in it."
                    : $"The requirement file '{name}' does not exist: there is no {path}. Correct the path, or write the file."));
                return false;
            }

            _paths.Add(path);
            var text = TextFile.ReadText(path);
            if (RequirementEncoding.Check(text, path) is { } wrong)
            {
                problems.Add(wrong);
                return false;
            }

            var file = RequirementFile.Parse(new SourceText(text.TextWithoutMark, path));
            _requirements += file.Requirements.Count;
            _hashed += file.Requirements.Count(requirement => requirement.HasHashes);
            AddLocalFiles(file, Path.GetDirectoryName(path)!, problems);
            var isGood = true;
            foreach (var option in file.Options.Where(option =>
                option.Name is "requirement" or "constraint" && !option.Value.Contains("://", StringComparison.Ordinal)
                && !IsAddressOfFile(option)))
            {
                isGood &= Read(Path.GetFullPath(option.Value, Path.GetDirectoryName(path)!), option, problems);
            }

            return isGood;
        }

        /// <summary>
        /// Adds the archives that a file names, and reports what cannot be bound. pip reads links relative to the file, and all
        /// else relative to the directory that it is started in.
        /// </summary>
        private void AddLocalFiles(RequirementFile file, string directory, List<Diagnostic> problems)
        {
            foreach (var requirement in file.Requirements.Where(requirement => isForInstall && requirement.Url.Length > 0))
            {
                if (LocalRequirement.Of(requirement.Url, Path.GetDirectoryName(item.Path)!) is not { } local) continue;

                var isEditable = file.Options.Any(option => option.Name == "editable" && option.Span == requirement.Span);
                if (local.IsFile && !isEditable) _archives.Add(local.Path);
                else if (IsMissingInImage(local))
                {
                    problems.Add(DiagnosticDescriptors.LocalRequirement.At(requirement.Source.LocationAt(requirement.Span.Start),
                        AdviseRequirement(local, isEditable)));
                }
            }

            foreach (var option in file.Options.Where(option => option.Name is "find-links" or "requirement" or "constraint"))
            {
                if (LocalRequirement.Of(option.Value, directory) is not { } local) continue;
                if (option.Name != "find-links" && !IsAddressOfFile(option)) continue;

                if (option.Name == "find-links" && local.IsFile) _links.Add(local.Path);
                else if (option.Name == "find-links" && !local.IsAbsolute && Directory.Exists(local.Path))
                    _links.AddRange(local.Links);
                else if (IsMissingInImage(local))
                {
                    problems.Add(DiagnosticDescriptors.LocalRequirement.At(option.Source.LocationAt(option.Span.Start),
                        AdvisePath(local, directory)));
                }
            }
        }

        /// <summary>
        /// Whether the image certainly lacks a path: it stands for something of this tree, or nothing came before that could have
        /// written it.
        /// </summary>
        private bool IsMissingInImage(LocalRequirement local)
        {
            var isOfTree = local.Path.StartsWith(declaration.ProjectDirectory + Path.DirectorySeparatorChar,
                StringComparison.Ordinal)
                || local.Path.StartsWith(Path.GetDirectoryName(item.Path) + Path.DirectorySeparatorChar,
                    StringComparison.Ordinal);
            if (local.IsAbsolute) return isOfTree && local.Exists;

            return local.IsPackage || (isOfTree && local.Exists)
                || (declaration.Parents.Count == 0 && !declaration.Of("ImageBinary").Any()
                    && declaration.Of("ImageRun").All(run => run["At"] != Sections.RunSection.AfterPackages));
        }

        private static bool IsAddressOfFile(RequirementOption option) =>
            option.Value.StartsWith("file:", StringComparison.OrdinalIgnoreCase);

        /// <summary>What to write instead of a path that pip does not find in the image.</summary>
        /// <param name="local">The path.</param>
        /// <param name="directory">The full path of the directory that relative paths start from.</param>
        private static string AdvisePath(LocalRequirement local, string directory)
        {
            if (!local.Exists)
            {
                return $"'{local.Text}' does not exist: there is no {local.Path}. Correct the path, or put the file or "
                    + "directory there.";
            }

            var relative = Path.GetRelativePath(directory, local.Path).Replace('\\', '/');
            return $"'{local.Text}' is a path of this machine, and pip runs in the image, which does not have it. Only relative "
                + "paths reach the image. "
                + $"Write {(relative.StartsWith('.') ? relative : "./" + relative)} instead.";
        }

        private string AdviseRequirement(LocalRequirement local, bool isEditable)
        {
            if (!Directory.Exists(local.Path))
                return AdvisePath(local, Path.GetDirectoryName(item.Path)!)
                    + (isEditable && local.Exists ? " Leave -e out: pip takes only directories with it." : "");
            if (!local.IsPackage)
                return $"'{local.Text}' is a directory without a Python package: it has no pyproject.toml, setup.py or "
                    + "setup.cfg. Name the directory of the package, or a file such as ./wheels/NAME.whl.";

            var (name, folder) = (Path.GetFileName(local.Path),
                Path.GetRelativePath(declaration.ProjectDirectory, local.Path).Replace('\\', '/'));
            return $"'{local.Text}' is a directory of this machine, and pip runs in the image, which does not have it yet. "
                + "Replace the line with the dependencies of the package, because pip "
                + "can no longer read them from it. Install the package itself after its files: "
                + $"<ImageContent Include=\"{(folder == "." ? "pyproject.toml;**/*.py" : folder + "/**")}\" "
                + $"TargetPath=\"/src/{name}\" /> and "
                + $"<ImageRun Include=\"pip install --no-deps /src/{name}\" At=\"AfterContent\" />.";
        }
    }
}
