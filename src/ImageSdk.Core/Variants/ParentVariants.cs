using ImageSdk.Diagnostics;
using ImageSdk.Generation;

namespace ImageSdk.Variants;

/// <summary>
/// The variants of an image project that another one references. A variant takes the same of its parents; a reference may also
/// say which. There is no nearest one: an image of another variant than wanted would work on some machines and fail on others.
/// </summary>
/// <param name="All">Its ImageVariants; none for a project that has only one image.</param>
/// <param name="Own">
/// The one of them that it is for everybody in this build, as with <c>-p:ImageVariant=cuda</c>; or empty.
/// </param>
public sealed record ParentVariants(IReadOnlyList<string> All, string Own)
{
    /// <summary>Chooses for one reference.</summary>
    /// <param name="projectFile">The full path of the project that has the reference.</param>
    /// <param name="include">The reference as it is written there.</param>
    /// <param name="wanted">The variant that the reference names; or empty.</param>
    /// <param name="variant">The variant of the project that has the reference; or empty.</param>
    /// <returns>The variant to ask for; null for the project as it is.</returns>
    /// <exception cref="DiagnosticException">
    /// IMG6030, at the reference: the parent does not have it, or has several and nobody says which.
    /// </exception>
    public string? Choose(string projectFile, string include, string wanted, string variant)
    {
        if (All.Count == 0)
        {
            return wanted.Length == 0 ? null : throw Missing(projectFile, include,
                $"{include} has no variants, and this reference asks for '{wanted}'. Remove ImageVariant from the reference, or "
                + "set ImageVariants there.");
        }

        var choice = wanted.Length > 0 ? wanted : variant;
        if (choice.Length == 0) return All.Count == 1 || Own.Length > 0 ? null : throw Ambiguous(projectFile, include, All);
        if (Find(Own, choice)) return null;

        return All.FirstOrDefault(one => Find(one, choice)) ?? throw Missing(projectFile, include,
            $"{include} has no variant '{choice}', only {List(All)}. Add '{choice}' to its ImageVariants, or say which one to "
            + "take instead: "
            + $"<ProjectReference Include=\"{include}\" ImageVariant=\"{All[0]}\" />.");
    }

    /// <summary>IMG6030 for a reference that brings several variants of one project.</summary>
    public static DiagnosticException Ambiguous(string projectFile, string include, IReadOnlyList<string> variants) =>
        Missing(projectFile, include,
        $"{include} has the variants {List(variants)}, and an image is built from one of them. Say which: "
        + $"<ProjectReference Include=\"{include}\" ImageVariant=\"{variants[0]}\" />.");

    /// <summary>Names as people list them: <c>cpu, cuda and rocm</c>.</summary>
    internal static string List(IReadOnlyList<string> names) =>
        names.Count == 1 ? names[0] : $"{string.Join(", ", names.SkipLast(1))} and {names[^1]}";

    /// <summary>Without regard to case, as MSBuild compares values.</summary>
    private static bool Find(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private static DiagnosticException Missing(string projectFile, string include, string message) =>
        new(DiagnosticDescriptors.ParentVariantMissing.At(ItemLocations.Of(new DeclaredItem("ProjectReference", include,
            projectFile)), message));
}
