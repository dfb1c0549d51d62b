namespace ImageSdk.Benchmarks.Graphs;

/// <summary>One image of a graph. Its Dockerfile is <c>NAME/Dockerfile</c>; the context of all images is the root of the tree.</summary>
/// <param name="Name">The name of its folder, project and bake target.</param>
/// <param name="Repository">The repository and tag, without the registry and the contender: <c>speech-base:cpu</c>.</param>
/// <param name="Parent">The name of the image that it starts from; null when that is none of the graph.</param>
internal sealed record ImageNode(string Name, string Repository, string? Parent);
