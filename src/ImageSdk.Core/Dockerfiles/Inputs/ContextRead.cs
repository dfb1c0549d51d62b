using ImageSdk.Diagnostics;

namespace ImageSdk.Dockerfiles;

/// <summary>A <c>COPY</c>, <c>ADD</c> or <c>RUN --mount=type=bind</c> that reads files of a build context.</summary>
/// <param name="ContextName">
/// The named context; null for the main build context. The name may also be that of an image, when no context is called so:
/// then the same name stands among the image uses.
/// </param>
/// <param name="Source">
/// The path or pattern after variables are expanded, relative to the root of the context even with a slash before it; <c>.</c>
/// for all of it, also when a variable that the base image may set decides what is read.
/// </param>
/// <param name="Excludes">The patterns of <c>--exclude</c>, which take files away again.</param>
/// <param name="Location">Where the source is written.</param>
public sealed record ContextRead(string? ContextName, string Source, IReadOnlyList<string> Excludes, SourceLocation Location)
{
    /// <summary>
    /// Whether the instruction has <c>--parents</c>: directories above a match are copied with it, and exclusions are
    /// relative to the context, or to what precedes <c>/./</c>, instead of to each matched directory.
    /// </summary>
    public bool Parents { get; init; }

    /// <summary>A read of a whole directory, such as a named context.</summary>
    public static ContextRead Everything { get; } = new(null, ".", [], SourceLocation.None);
}
