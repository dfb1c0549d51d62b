using System.Text.RegularExpressions;
using ImageSdk.Diagnostics;
using ImageSdk.Dockerfiles;
using ImageSdk.Generation;
using ImageSdk.Storage;

namespace ImageSdk.Variants;

/// <summary>
/// One of several images that a project builds, and all that there are: <c>ImageVariant</c> and <c>ImageVariants</c>.
/// </summary>
/// <param name="Name">Its name; empty for a project that has only one image.</param>
/// <param name="All">The names of all variants of the project.</param>
public sealed partial record ImageVariant(string Name, IReadOnlyList<string> All)
{
    /// <summary>That of a project with one image.</summary>
    public static ImageVariant None { get; } = new("", []);

    /// <summary>Whether the project has it, by a name that a tag and a file name can have.</summary>
    /// <param name="projectFile">The full path of the project.</param>
    /// <returns>What is wrong: IMG0007 or IMG6031; null for nothing.</returns>
    public Diagnostic? Check(string projectFile)
    {
        if (All.Count == 0) return null;

        var place = PlaceOf(projectFile);
        if (All.FirstOrDefault(one => !ValidName().IsMatch(one)) is { } invalid)
        {
            return DiagnosticDescriptors.InvalidValue.At(place,
                $"ImageVariants has '{invalid}'. A variant is a part of tags and of file names: letters, digits, '_', '.' and "
                + "'-', the first a letter, a digit or '_'.");
        }

        return All.Contains(Name, StringComparer.OrdinalIgnoreCase) ? null : DiagnosticDescriptors.VariantUnknown.At(place,
            $"{Path.GetFileName(projectFile)} has no variant '{Name}', only {ParentVariants.List(All)}. Set ImageVariant to one "
            + "of them, or add it to ImageVariants.");
    }

    /// <summary>
    /// The stage to build of a Dockerfile that all variants share: the one named like the variant; empty when there is none. Of a
    /// file that cannot be read, whoever builds from it says so.
    /// </summary>
    public string FindStage(string dockerfile) => Name.Length > 0 && File.Exists(dockerfile)
        && Dockerfile.Parse(TextFile.ReadText(dockerfile), dockerfile)
            .Stages.Any(stage => string.Equals(stage.Name, Name, StringComparison.OrdinalIgnoreCase))
            ? Name
            : "";

    /// <summary>IMG6032 for variants that are the same image.</summary>
    /// <param name="projectFile">The full path of the project.</param>
    /// <param name="digests">The digest of each variant.</param>
    public static IEnumerable<Diagnostic> FindEqual(string projectFile, IEnumerable<KeyValuePair<string, string>> digests) =>
        from variants in digests.GroupBy(variant => variant.Value, variant => variant.Key, StringComparer.Ordinal)
        where variants.Count() > 1
        select DiagnosticDescriptors.VariantsEqual.At(PlaceOf(projectFile),
            $"The variants {ParentVariants.List([.. variants])} are the same image, {variants.Key}. Nothing that it is built "
            + "from depends on $(ImageVariant): "
            + "write a Dockerfile.VARIANT or a stage named like the variant, give items and properties a condition on it, or "
            + "leave the variants out.");

    private static SourceLocation PlaceOf(string projectFile) =>
        ItemLocations.Of(new DeclaredItem("ImageVariants", "", projectFile) { IsProperty = true });

    [GeneratedRegex(@"^[A-Za-z0-9_][A-Za-z0-9_.-]{0,62}$")]
    private static partial Regex ValidName();
}
