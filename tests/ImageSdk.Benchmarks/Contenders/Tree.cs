using ImageSdk.Benchmarks.Graphs;

namespace ImageSdk.Benchmarks.Contenders;

/// <summary>A contender's own copy of a graph.</summary>
/// <param name="Graph">The images.</param>
/// <param name="Directory">The root of the copy.</param>
/// <param name="Contender">The key of the contender, a part of each name.</param>
/// <param name="Registry">The host and port of the registry.</param>
internal sealed record Tree(ImageGraph Graph, string Directory, string Contender, string Registry)
{
    /// <summary>The full name of an image in this copy.</summary>
    public string Tag(ImageNode image) => Graph.Tag(image, Contender, Registry);

    /// <summary>Where the registry keeps the cache of an image.</summary>
    public string CacheReference(ImageNode image) => $"{Tag(image)[..Tag(image).LastIndexOf(':')]}:buildcache";
}
