namespace ImageSdk.Benchmarks.Scenarios;

/// <summary>Which images must have other layers after a run. All images must be there in any case.</summary>
internal enum Effect
{
    /// <summary>None must.</summary>
    None,

    /// <summary>The leaf that was edited.</summary>
    Leaf,

    /// <summary>All.</summary>
    All,
}
