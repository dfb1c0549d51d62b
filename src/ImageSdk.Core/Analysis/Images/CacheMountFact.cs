namespace ImageSdk.Analysis.Images;

/// <summary>A cache mount of an image, for those that look at its family.</summary>
/// <param name="Id">The id.</param>
/// <param name="Target">The path in the container.</param>
/// <param name="BaseImage">The image at the bottom of the stage that mounts it.</param>
public sealed record CacheMountFact(string Id, string Target, string BaseImage);
