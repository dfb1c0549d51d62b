namespace ImageSdk.Dockerfiles;

/// <summary>A line with nothing but white space.</summary>
public sealed class BlankLine : DockerfileElement
{
    internal BlankLine(SourceText source, TextSpan span, TextSpan fullSpan)
        : base(source, span, fullSpan)
    {
    }
}
