using System.Collections;
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

    /// <summary>The key of a reference.</summary>
    public static string Of(ITaskItem reference) => reference.GetMetadata("FullPath") + reference.GetMetadata("_ImageKeyEnd");

    /// <summary>What a key ends with for a variant.</summary>
    public static string Suffix(string variant) => variant.Length == 0 ? "" : Separator + variant;

    /// <summary>The full path of the project.</summary>
    public static string PathOf(string key) => Split(key).Path;

    /// <summary>Asks MSBuild for a target of a project, as whoever else builds it does, so that it runs once.</summary>
    /// <returns>What the target returns; null when it fails.</returns>
    public static ITaskItem[]? Build(IBuildEngine engine, string key, string target)
    {
        // Which variant asks must make no difference. What is to be removed goes also when it is given.
        var (path, variant) = Split(key);
        var properties = new Hashtable();
        if (variant.Length > 0) properties[InnerVariant] = variant;
        string[] removed = variant.Length > 0 ? [] : [InnerVariant];
        var result = ((IBuildEngine3)engine)
            .BuildProjectFilesInParallel([path], [target], [properties], [removed], [null], returnTargetOutputs: true);
        return !result.Result ? null : result.TargetOutputsPerProject[0].TryGetValue(target, out var outputs) ? outputs : [];
    }

    private static (string Path, string Variant) Split(string key) =>
        key.LastIndexOf(Separator, StringComparison.Ordinal) is > 0 and var end
        ? (key[..end], key[(end + Separator.Length)..])
        : (key, "");
}
