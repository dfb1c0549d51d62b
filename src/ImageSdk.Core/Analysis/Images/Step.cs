using ImageSdk.Dockerfiles;

namespace ImageSdk.Analysis.Images;

/// <summary>An instruction of a stage, and what is in effect where it runs. A <c>RUN</c> is a <see cref="RunStep"/>.</summary>
internal class Step(ImageStage stage, Instruction instruction, StageState state)
{
    /// <summary>The stage that it belongs to.</summary>
    public ImageStage Stage { get; } = stage;

    /// <summary>The instruction.</summary>
    public Instruction Instruction { get; } = instruction;

    /// <summary>What is in effect before it.</summary>
    public StageState State { get; } = state;
}
