using ImageSdk.Dockerfiles;

namespace ImageSdk.Analysis.Images;

/// <summary>A variable that is set where an instruction runs.</summary>
/// <param name="Value">Its value, as far as the Dockerfile says.</param>
/// <param name="IsKnown">Whether nothing in it depends on what only the build knows.</param>
internal sealed record Variable(string Value, bool IsKnown)
{
    /// <summary>The <c>ENV</c> or <c>ARG</c> that sets it; null when the parent project's image brings it.</summary>
    public AssignmentInstruction? Instruction { get; init; }

    /// <summary>The place in <see cref="Instruction"/>.</summary>
    public Assignment? Assignment { get; init; }

    /// <summary>The parent project whose image brings it; null when this Dockerfile sets it.</summary>
    public string? Parent { get; init; }
}
