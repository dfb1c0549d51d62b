using ImageSdk.Generation.Models;

namespace ImageSdk.Generation.Compose;

/// <summary>A model cache of an image, declared by itself or by an image that it starts from.</summary>
/// <param name="Cache">The cache.</param>
/// <param name="IsInImage">Whether the image has the cache's variable, because the SDK wrote the Dockerfile.</param>
internal sealed record InheritedCache(ModelCache Cache, bool IsInImage);
