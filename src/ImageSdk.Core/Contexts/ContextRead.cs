using ImageSdk.Diagnostics;

namespace ImageSdk.Contexts;

/// <summary>One thing that an instruction reads from a build context.</summary>
/// <param name="Source">
/// The source as COPY, ADD or <c>RUN --mount=type=bind,source=</c> has it, build arguments already filled in: a path or a
/// pattern, relative to the context however it is written. <c>.</c> is the whole context. Never a URL or a here-document.
/// </param>
/// <param name="Excludes">The patterns of <c>--exclude</c>, in their order.</param>
/// <param name="Location">The instruction, for messages.</param>
public sealed record ContextRead(string Source, IReadOnlyList<string> Excludes, SourceLocation Location)
{
    /// <summary>
    /// Whether the instruction has <c>--parents</c>: directories above a match are copied with it, and exclusions are
    /// relative to the context, or to what precedes <c>/./</c>, instead of to each matched directory.
    /// </summary>
    public bool Parents { get; init; }

    /// <summary>A read of a whole directory, such as a named context.</summary>
    public static ContextRead Everything { get; } = new(".", [], SourceLocation.None);
}
