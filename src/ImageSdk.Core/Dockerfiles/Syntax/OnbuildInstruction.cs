namespace ImageSdk.Dockerfiles;

/// <summary><c>ONBUILD INSTRUCTION</c>: an instruction that runs in the stages that are built on this image.</summary>
public sealed class OnbuildInstruction : Instruction
{
    internal OnbuildInstruction(InstructionParts parts, Instruction? trigger)
        : base(parts) => Trigger = trigger;

    /// <summary>
    /// The instruction that runs later; null when it is missing, which is an error. Its here-documents are its own.
    /// </summary>
    public Instruction? Trigger { get; }
}
