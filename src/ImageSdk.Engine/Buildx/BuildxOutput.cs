using ImageSdk.Planning;

namespace ImageSdk.Engine.Buildx;

/// <summary>Values of <c>--output</c>. The tags come by <c>--tag</c>.</summary>
internal static class BuildxOutput
{
    /// <summary>Into the builder's image store, and to the registries of the tags when pushed.</summary>
    public static string Image(ImagePlan plan, bool push) => $"type=image{(push ? ",push=true" : "")}{Compression(plan)}";

    /// <summary>Into an OCI layout directory.</summary>
    public static string OciLayout(ImagePlan plan, string directory) => $"type=oci,tar=false,\"dest={directory}\"{Compression(plan)}";

    private static string Compression(ImagePlan plan) =>
        plan.Compression.Length == 0 ? "" : $",compression={plan.Compression},oci-mediatypes=true";
}
