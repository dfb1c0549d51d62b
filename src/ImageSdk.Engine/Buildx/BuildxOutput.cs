using ImageSdk.Planning;

namespace ImageSdk.Engine.Buildx;

/// <summary>Values of <c>--output</c>. The tags come by <c>--tag</c>.</summary>
internal static class BuildxOutput
{
    /// <summary>Into the builder's image store.</summary>
    public static string Image(ImagePlan plan) => $"type=image{Compression(plan)}";

    /// <summary>
    /// To the registries of the tags and not into the store, where the tags stay what the build made them: what is pushed has other
    /// labels and attestations, and the next build would take a moved tag for a change.
    /// </summary>
    public static string Push(ImagePlan plan) => $"type=image,push=true,store=false{Compression(plan)}";

    /// <summary>Into an OCI layout directory.</summary>
    public static string OciLayout(ImagePlan plan, string directory) => $"type=oci,tar=false,\"dest={directory}\"{Compression(plan)}";

    private static string Compression(ImagePlan plan) =>
        plan.Compression.Length == 0 ? "" : $",compression={plan.Compression},oci-mediatypes=true";
}
