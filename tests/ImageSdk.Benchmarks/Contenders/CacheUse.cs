namespace ImageSdk.Benchmarks.Contenders;

/// <summary>What a build has to do with the cache in the registry.</summary>
internal enum CacheUse
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It is read: <c>cache-from</c>.</summary>
    Read,

    /// <summary>It is written, with all stages: <c>cache-to</c>, <c>mode=max</c>.</summary>
    Write,
}
