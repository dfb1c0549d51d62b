namespace ImageSdk.Dockerfiles;

/// <summary>What the parser found out about an instruction, whichever it is.</summary>
internal sealed record InstructionParts(
    SourceText Source,
    InstructionKind Kind,
    Token Keyword,
    IReadOnlyList<Flag> Flags,
    IReadOnlyList<Token> Arguments,
    bool IsExecForm,
    IReadOnlyList<Heredoc> Heredocs,
    TextSpan Span,
    TextSpan FullSpan)
{
    public IReadOnlyList<Comment> LeadingComments { get; init; } = [];

    public IReadOnlyList<Comment> InnerComments { get; init; } = [];

    public IReadOnlyList<TextSpan> EmptyContinuations { get; init; } = [];
}
