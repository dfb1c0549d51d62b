using Microsoft.Build.Framework;

namespace ImageSdk.Tasks;

/// <summary>
/// How projects are told apart that MSBuild builds by themselves: by the full path, and the inner build of a variant by
/// <c>PATH//VARIANT</c>, which is no path that anything has. Project files write the same in <c>_ImageKey</c>.
/// </summary>
internal static class ProjectKey
{
    /// <summary>The global property by which an inner build is asked for.</summary>
    public const string InnerVariant = "_ImageInnerVariant";

    private const string Separator = "//";

    /// <summary>What a key ends with for a variant.</summary>
    public static string Suffix(string variant) => variant.Length == 0 ? "" : Separator + variant;

    /// <summary>
    /// Asks MSBuild for a target of a project as a whole, as others do that build it, so that the target runs once.
    /// </summary>
    /// <returns>What the target returns; null when it fails.</returns>
    public static ITaskItem[]? Build(IBuildEngine engine, string project, string target)
    {
        // Which variant asks must make no difference.
        var result = ((IBuildEngine3)engine).BuildProjectFilesInParallel(
            [project], [target], [null], [[InnerVariant]], [null], returnTargetOutputs: true);
        return !result.Result ? null : result.TargetOutputsPerProject[0].TryGetValue(target, out var outputs) ? outputs : [];
    }
}
