namespace ImageSdk.Dockerfiles;

/// <summary><c>ARG</c>, <c>ENV</c> or <c>LABEL</c>: names with values.</summary>
public sealed class AssignmentInstruction : Instruction
{
    internal AssignmentInstruction(InstructionParts parts, IReadOnlyList<Assignment> assignments, bool isLegacy)
        : base(parts)
    {
        Assignments = assignments;
        IsLegacy = isLegacy;
    }

    /// <summary>The names and values, in the order in which they are written.</summary>
    public IReadOnlyList<Assignment> Assignments { get; }

    /// <summary>Whether it is the old form without an equals sign, <c>ENV name value</c>.</summary>
    public bool IsLegacy { get; }
}
