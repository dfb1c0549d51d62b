namespace ImageSdk.Engine.Buildx;

/// <summary>Where a step of a build is.</summary>
public enum StepState
{
    /// <summary>It began. Not said of steps that usually take no time.</summary>
    Started,

    /// <summary>It goes on.</summary>
    Running,

    /// <summary>It is done.</summary>
    Ended,
}
