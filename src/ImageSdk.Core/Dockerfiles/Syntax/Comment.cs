namespace ImageSdk.Dockerfiles;

/// <summary>A line that starts with <c>#</c>: between instructions, or between the lines of a continued one.</summary>
public sealed class Comment : DockerfileElement
{
    internal Comment(SourceText source, TextSpan span, TextSpan fullSpan)
        : base(source, span, fullSpan)
    {
    }

    /// <summary>What it says: without the <c>#</c> and the white space around.</summary>
    public string Value => Text[1..].Trim();
}
