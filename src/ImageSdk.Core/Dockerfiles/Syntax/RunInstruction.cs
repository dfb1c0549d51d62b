namespace ImageSdk.Dockerfiles;

/// <summary><c>RUN [--mount=…] COMMAND</c>, the command in shell or JSON form.</summary>
public sealed class RunInstruction : Instruction
{
    internal RunInstruction(InstructionParts parts, IReadOnlyList<Mount> mounts)
        : base(parts) => Mounts = mounts;

    /// <summary>The mounts, in the order in which they are written.</summary>
    public IReadOnlyList<Mount> Mounts { get; }

    /// <summary>
    /// The command line of the shell form, continuations joined; null in JSON form. When it is nothing but
    /// <c>&lt;&lt;EOF</c>, the here-document is the script.
    /// </summary>
    public Token? Command => IsExecForm || Arguments.Count == 0 ? null : Arguments[0];
}
