namespace ImageSdk.Dockerfiles;

/// <summary><c>FROM [--platform=PLATFORM] IMAGE [AS STAGE]</c>: starts a stage.</summary>
public sealed class FromInstruction : Instruction
{
    internal FromInstruction(InstructionParts parts)
        : base(parts)
    {
        Image = Arguments.Count > 0 ? Arguments[0] : null;
        StageName = Arguments.Count == 3 ? Arguments[2] : null;
        Platform = FindFlag("platform")?.Value is { Value.Length: > 0 } platform ? platform : null;
    }

    /// <summary>
    /// The image or the earlier stage, before variables are expanded; null when it is missing, which is an error.
    /// </summary>
    public Token? Image { get; }

    /// <summary>The name after <c>AS</c>, or null.</summary>
    public Token? StageName { get; }

    /// <summary>The value of <c>--platform</c>, before variables are expanded, or null.</summary>
    public Token? Platform { get; }
}
