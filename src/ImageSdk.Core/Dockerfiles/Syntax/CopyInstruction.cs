namespace ImageSdk.Dockerfiles;

/// <summary><c>COPY</c> or <c>ADD</c>: <c>COPY [--from=…] SOURCE… DESTINATION</c>, as words or as a JSON array.</summary>
public sealed class CopyInstruction : Instruction
{
    internal CopyInstruction(InstructionParts parts)
        : base(parts)
    {
        var sources = new List<Token>();
        for (var i = 0; i < Arguments.Count - 1; i++)
        {
            if (IsExecForm || HeredocOpening.Parse(Arguments[i]) is null)
                sources.Add(Arguments[i]);
        }

        Sources = sources;
        Destination = Arguments.Count > 1 ? Arguments[^1] : null;
        From = Kind == InstructionKind.Copy && FindFlag("from")?.Value is { Value.Length: > 0 } from ? from : null;
        KeepsParents = FindFlag("parents") is { } parents && parents.Value?.Value is null or "true";
        Excludes = [.. Flags.Where(flag => flag is { Name.Value: "exclude", Value: not null }).Select(flag => flag.Value!)];
    }

    /// <summary>
    /// The source paths (for <c>ADD</c> also URLs), before variables are expanded. Here-documents are not among them.
    /// </summary>
    public IReadOnlyList<Token> Sources { get; }

    /// <summary>The destination, before variables are expanded; null when it is missing, which is an error.</summary>
    public Token? Destination { get; }

    /// <summary>
    /// The stage, named context or image of <c>--from</c>; null for the build context. BuildKit expands no variables in it.
    /// </summary>
    public Token? From { get; }

    /// <summary>Whether <c>--parents</c> keeps the directories above a source.</summary>
    public bool KeepsParents { get; }

    /// <summary>The patterns of <c>--exclude</c>. BuildKit expands no variables in them.</summary>
    public IReadOnlyList<Token> Excludes { get; }
}
