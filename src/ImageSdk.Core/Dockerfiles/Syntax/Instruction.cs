namespace ImageSdk.Dockerfiles;

/// <summary>
/// An instruction with all lines that belong to it. Instructions with a structure of their own are
/// <see cref="FromInstruction"/>, <see cref="RunInstruction"/>, <see cref="CopyInstruction"/> (also <c>ADD</c>),
/// <see cref="AssignmentInstruction"/> (<c>ARG</c>, <c>ENV</c>, <c>LABEL</c>) and <see cref="OnbuildInstruction"/>.
/// </summary>
public class Instruction : DockerfileElement
{
    internal Instruction(InstructionParts parts)
        : base(parts.Source, parts.Span, parts.FullSpan)
    {
        Kind = parts.Kind;
        Keyword = parts.Keyword;
        Flags = parts.Flags;
        Arguments = parts.Arguments;
        IsExecForm = parts.IsExecForm;
        Heredocs = parts.Heredocs;
        LeadingComments = parts.LeadingComments;
        InnerComments = parts.InnerComments;
        EmptyContinuations = parts.EmptyContinuations;
    }

    /// <summary>Which instruction it is.</summary>
    public InstructionKind Kind { get; }

    /// <summary>The keyword as written; upper and lower case mean the same.</summary>
    public Token Keyword { get; }

    /// <summary>The flags, in the order in which they are written.</summary>
    public IReadOnlyList<Flag> Flags { get; }

    /// <summary>
    /// The arguments: words, or the strings of the JSON array. <c>RUN</c>, <c>CMD</c>, <c>ENTRYPOINT</c> and
    /// <c>SHELL</c> in shell form have one argument, the command; <c>HEALTHCHECK</c> has <c>CMD</c> or <c>NONE</c> before it.
    /// <c>USER</c>, <c>WORKDIR</c>, <c>STOPSIGNAL</c> and <c>MAINTAINER</c> have one that may contain spaces.
    /// </summary>
    public IReadOnlyList<Token> Arguments { get; }

    /// <summary>Whether the arguments are a JSON array of strings. A JSON array with a mistake is a shell form.</summary>
    public bool IsExecForm { get; }

    /// <summary>The here-documents, in the order in which they are opened.</summary>
    public IReadOnlyList<Heredoc> Heredocs { get; }

    /// <summary>The comments since the instruction before.</summary>
    public IReadOnlyList<Comment> LeadingComments { get; }

    /// <summary>The comments between the lines of the instruction.</summary>
    public IReadOnlyList<Comment> InnerComments { get; }

    /// <summary>Empty lines inside the continued instruction, which BuildKit warns of (NoEmptyContinuation).</summary>
    public IReadOnlyList<TextSpan> EmptyContinuations { get; }

    /// <summary>The last flag of a name, or null. Names are in lower case.</summary>
    public Flag? FindFlag(string name) => Flags.LastOrDefault(flag => flag.Name.Value == name);
}
