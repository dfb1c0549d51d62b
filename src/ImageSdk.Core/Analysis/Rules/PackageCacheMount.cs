using ImageSdk.Analysis.Commands;
using ImageSdk.Analysis.Images;

namespace ImageSdk.Analysis.Rules;

/// <summary>IMG1122: dnf, zypper or conda downloads without a cache mount. apk keeps next to nothing, so it needs none.</summary>
internal sealed class PackageCacheMount() : ToolCacheMount("IMG1122", "dnf, zypper or conda downloads without a cache mount")
{
    internal override bool IsNeededLater => false;

    private protected override ToolCache? Find(AnalyzedImage image, RunStep run, CommandLine line)
    {
        if (PackageManagerCall.Of(line) is not { Downloads: true, Manager.NoCacheOption: "" } call || call.IsMounted(run))
            return null;
        var folder = call.Manager.CacheDirectory(run, line);
        return new ToolCache(line.Program, call.Verb, folder is null ? [] : [folder], [])
        {
            MountOptions = ",sharing=locked",
            // conda links files from its cache into environments, and copies them where it cannot: another size, and other
            // rights.
            IsFixable = call.Manager.CacheVariable.Length == 0
                && !image.Runs.SelectMany(PackageManagerCall.In)
                .Any(other => other.Manager == call.Manager && other.Has(other.Manager.IdleOptions)),
        };
    }
}
