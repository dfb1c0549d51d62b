namespace ImageSdk.Records;

/// <summary>What became of an image in a build.</summary>
public enum ImageState
{
    /// <summary>Nothing: what it needs failed before, or it was not asked for.</summary>
    NotStarted,

    /// <summary>It could not be built.</summary>
    Failed,

    /// <summary>It was built.</summary>
    Built,

    /// <summary>There was nothing to build.</summary>
    UpToDate,
}
