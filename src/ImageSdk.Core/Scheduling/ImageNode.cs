namespace ImageSdk.Scheduling;

/// <summary>One image in an <see cref="ImageGraph"/>.</summary>
/// <param name="Key">What tells the image apart from the others.</param>
/// <param name="Parents">The keys of the images that it is based on. A key that is not in the graph has no effect.</param>
/// <param name="ExpectedSeconds">How long its build is expected to take, in seconds.</param>
public sealed record ImageNode(string Key, IReadOnlyList<string> Parents, double ExpectedSeconds);
