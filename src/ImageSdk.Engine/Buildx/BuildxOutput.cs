using ImageSdk.Planning;

namespace ImageSdk.Engine.Buildx;

/// <summary>Values of <c>--output</c>. The tags come by <c>--tag</c>.</summary>
internal static class BuildxOutput
{
    /// <summary>Into the builder's image store.</summary>
    public static string Image(ImagePlan plan) => Write(plan, "type=image");

    /// <summary>
    /// To the registries of the tags and not into the store, where the tags stay what the build made them: what is pushed has
    /// other labels and attestations, and the next build would take a moved tag for a change.
    /// </summary>
    public static string Push(ImagePlan plan) => Write(plan, "type=image", "push=true", "store=false");

    /// <summary>Into an OCI layout directory.</summary>
    public static string OciLayout(ImagePlan plan, string directory) => Write(plan, "type=oci", "tar=false", $"dest={directory}");

    private static string Write(ImagePlan plan, params string[] fields) =>
        CsvFields.Write(plan.Compression.Length == 0
            ? fields
            : [.. fields, $"compression={plan.Compression}", "oci-mediatypes=true"]);
}
