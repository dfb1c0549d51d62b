using ImageSdk.Analysis.Images;
using ImageSdk.Dockerfiles;

namespace ImageSdk.Analysis;

/// <summary>Edits of <c>ENV</c>, <c>ARG</c> and <c>LABEL</c>.</summary>
internal static class AssignmentEdits
{
    /// <summary>Removes one of the names and its value, with the instruction when it is the only one.</summary>
    public static TextEdit Remove(AnalyzedImage image, AssignmentInstruction instruction, Assignment assignment)
    {
        var assignments = instruction.Assignments.ToList();
        var index = assignments.IndexOf(assignment);
        if (assignments.Count == 1)
            return image.Edit(instruction.FullSpan, "");
        // The white space and continuations between two go with the one that is removed; the last one takes those before it.
        return image.Edit(index < assignments.Count - 1
            ? TextSpan.FromBounds(Start(assignment), Start(assignments[index + 1]))
            : TextSpan.FromBounds(End(assignments[index - 1]), End(assignment)), "");
    }

    private static int Start(Assignment assignment) => assignment.Name.Span.Start;

    private static int End(Assignment assignment) => (assignment.Value ?? assignment.Name).Span.End;
}
