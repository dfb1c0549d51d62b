using ImageSdk.Analysis.Images;

namespace ImageSdk.Analysis.Commands;

/// <summary>Ids of cache mounts that tell platforms apart.</summary>
internal static class PlatformIds
{
    private static readonly string[] Arguments = ["TARGETARCH", "TARGETPLATFORM", "BUILDPLATFORM", "BUILDARCH"];

    /// <summary>
    /// Whether the id or the target is another one on each platform, as far as can be seen: a variable may always hold it.
    /// </summary>
    public static bool Has(RunStep run, CacheMount mount)
    {
        var written = (mount.Mount.Find("id")?.Value?.Value ?? "") + (mount.Mount.Target?.Value ?? "");
        if (!written.Contains('$'))
            return false;
        // Without an ARG in the stage, BuildKit takes these for empty.
        var named = Arguments.Where(name => written.Contains(name, StringComparison.Ordinal)).ToList();
        return named.Count == 0 || named.Exists(name => run.Stage.Chain.SelectMany(stage => stage.Steps)
            .Any(step =>
                step.Instruction is Dockerfiles.AssignmentInstruction assignment
                && assignment.Assignments.Any(one => one.Name.Value == name)));
    }
}
