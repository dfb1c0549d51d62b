namespace ImageSdk.Benchmarks.Scenarios;

/// <summary>What happens before a run, and is not measured.</summary>
internal enum Preparation
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The engine loses all images and its build cache, and the tree what builds left in it.</summary>
    Empty,

    /// <summary>A file of one leaf gets a new content.</summary>
    EditLeaf,

    /// <summary>A requirements file of the lowest base gets a new line.</summary>
    EditRequirements,

    /// <summary>A file of one leaf gets a new time.</summary>
    Touch,
}
