namespace ImageSdk.Records;

/// <summary>What a build did with one image.</summary>
/// <param name="Project">The full path of the project.</param>
/// <param name="Name">The project's name.</param>
/// <param name="State">What became of it.</param>
/// <param name="References">The full paths of the image projects that it references.</param>
/// <param name="Record">What was built; null unless it was built in this build.</param>
public sealed record ImageOutcome(string Project, string Name, ImageState State, IReadOnlyList<string> References,
    ImageRecord? Record);
