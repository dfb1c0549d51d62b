using ImageSdk.Analysis.Requirements;
using ImageSdk.Diagnostics;
using ImageSdk.Dockerfiles;

namespace ImageSdk.Generation;

/// <summary>A requirement file of a declared image, which is a layer of its own.</summary>
/// <param name="Item">The item.</param>
/// <param name="File">The full path of the file that is installed from: the lock, where there is one.</param>
/// <param name="Files">The full paths of the file and of those that it names.</param>
internal sealed record RequirementTier(DeclaredItem Item, string File, IReadOnlyList<string> Files)
{
    /// <summary>Whether every package has its hashes, which pip then asks for.</summary>
    public bool IsLocked { get; init; }

    /// <summary>The tiers in their order.</summary>
    /// <param name="declaration">What the project says.</param>
    /// <param name="problems">Receives IMG6003 for files that are missing or empty.</param>
    public static IReadOnlyList<RequirementTier> ReadAll(ImageDeclaration declaration, List<Diagnostic> problems)
    {
        var tiers = new List<RequirementTier>();
        foreach (var item in declaration.Of("PipRequirements"))
        {
            var (isEmpty, files) = (true, new List<string>());
            if (Read(item.Path, item, files, problems, ref isEmpty) && isEmpty)
            {
                problems.Add(DiagnosticDescriptors.DeclaredFileMissing.At(ItemLocations.Of(item),
                    $"{item.Include} names no package. Write the packages that the image needs into it, or remove the item."));
            }

            tiers.Add(new RequirementTier(item, item.Path, files));
        }

        return tiers;
    }

    private static bool Read(string path, DeclaredItem item, List<string> files, List<Diagnostic> problems, ref bool isEmpty)
    {
        if (files.Contains(path)) return true;
        if (!System.IO.File.Exists(path))
        {
            var by = files.Count == 0 ? "" : $", which {files[^1]} names,";
            problems.Add(DiagnosticDescriptors.DeclaredFileMissing.At(ItemLocations.Of(item), $"There is no {path}{by}. Write the requirement file, or name the one that there is."));
            return false;
        }

        files.Add(path);
        var file = RequirementFile.Parse(new SourceText(System.IO.File.ReadAllText(path), path));
        if (file.Requirements.Count > 0) isEmpty = false;
        var isGood = true;
        foreach (var option in file.Options.Where(option => option.Name is "requirement" or "constraint" && !option.Value.Contains("://", StringComparison.Ordinal)))
        {
            isGood &= Read(Path.GetFullPath(option.Value, Path.GetDirectoryName(path)!), item, files, problems, ref isEmpty);
        }

        return isGood;
    }
}
