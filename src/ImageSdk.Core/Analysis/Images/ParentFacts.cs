namespace ImageSdk.Analysis.Images;

/// <summary>What is known of the image of a referenced project.</summary>
/// <param name="Name">The project's name, for messages.</param>
/// <param name="ImageNames">Every name that a Dockerfile may use for the image.</param>
/// <param name="Facts">What its own analysis wrote down.</param>
public sealed record ParentFacts(string Name, IReadOnlyList<string> ImageNames, ImageFacts Facts)
{
    /// <summary>Whether it has neither a shell nor packages, so that no instruction can run in it.</summary>
    public bool IsDistroless { get; init; }
}
