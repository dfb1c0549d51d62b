namespace ImageSdk.Dockerfiles;

/// <summary><c>ONBUILD INSTRUCTION</c>: an instruction that runs in the stages that are built on this image.</summary>
public sealed class OnbuildInstruction : Instruction
{
    internal OnbuildInstruction(InstructionParts parts, Instruction? trigger, string triggerText)
        : base(parts) => (Trigger, TriggerText) = (trigger, triggerText);

    /// <summary>
    /// The instruction that runs later; null when it is missing, which is an error. Its here-documents are its own.
    /// </summary>
    public Instruction? Trigger { get; }

    /// <summary>The instruction that runs later in one line, continuations joined, without its here-documents.</summary>
    public string TriggerText { get; }
}
