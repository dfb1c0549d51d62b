using ImageSdk.Diagnostics;

namespace ImageSdk.Dockerfiles;

/// <summary>A place where a Dockerfile names something outside of it: an image, or a named context that stands for one.</summary>
/// <param name="Name">
/// The name after variables are expanded, otherwise as written. It need not be a valid image reference.
/// </param>
/// <param name="Kind">In which way it is used.</param>
/// <param name="Platform">The value of <c>FROM --platform</c> after variables are expanded; null for the target platform.</param>
/// <param name="Location">Where the name is written.</param>
public sealed record ImageUse(string Name, ImageUseKind Kind, string? Platform, SourceLocation Location);
