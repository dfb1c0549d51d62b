using ImageSdk.Dockerfiles;

namespace ImageSdk.Analysis.Images;

/// <summary>A <c>--mount=type=cache</c>, variables expanded.</summary>
/// <param name="Mount">Where it is written.</param>
/// <param name="Target">The path in the container, absolute and without a slash at the end; empty where it is not known.</param>
/// <param name="Id">The id, by which builds share it: the target when none is given.</param>
/// <param name="Sharing"><c>shared</c>, <c>private</c> or <c>locked</c>.</param>
internal sealed record CacheMount(Mount Mount, string Target, string Id, string Sharing)
{
    /// <summary>Whether a path is in it, or it is the path itself.</summary>
    public bool Covers(string path) =>
        Target.Length > 0 && (path == Target || path.StartsWith(Target + "/", StringComparison.Ordinal));

    /// <summary>Whether it is at a path or below.</summary>
    public bool IsIn(string path) => Target == path || Target.StartsWith(path + "/", StringComparison.Ordinal);
}
