namespace ImageSdk.Engine.Buildx;

/// <summary>One image of a batch.</summary>
/// <param name="Request">What to build.</param>
/// <param name="Report">Called for each step that starts, goes on or ends, one at a time.</param>
public sealed record BakeTarget(BuildxRequest Request, Action<StepProgress> Report);
