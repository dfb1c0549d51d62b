namespace ImageSdk.Analysis.Images;

/// <summary>Another image of the same solution.</summary>
/// <param name="Name">The project's name.</param>
/// <param name="Facts">What its analysis wrote down.</param>
public sealed record FamilyMember(string Name, ImageFacts Facts);
