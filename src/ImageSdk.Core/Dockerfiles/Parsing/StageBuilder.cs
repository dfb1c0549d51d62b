namespace ImageSdk.Dockerfiles;

/// <summary>Gives the instructions to their stages, and checks what holds between stages.</summary>
internal static class StageBuilder
{
    public static IReadOnlyList<Stage> Build(
        IReadOnlyList<DockerfileElement> elements,
        DiagnosticBag diagnostics,
        out IReadOnlyList<AssignmentInstruction> globalArguments)
    {
        var globals = new List<AssignmentInstruction>();
        var stages = new List<Stage>();
        List<Instruction>? current = null;
        Instruction? misplaced = null;
        foreach (var instruction in elements.OfType<Instruction>())
        {
            if (instruction is FromInstruction from)
            {
                current = [];
                stages.Add(new Stage(stages.Count, from, current));
            }
            else if (current is not null)
            {
                current.Add(instruction);
            }
            else if (instruction.Kind == InstructionKind.Arg)
            {
                globals.Add((AssignmentInstruction)instruction);
            }
            else
            {
                misplaced ??= instruction;
            }
        }

        // One message is enough, and none when the first one in the way may be a misspelt FROM.
        if (misplaced is null && stages.Count == 0)
            diagnostics.Report(new TextSpan(0, 0), "There is no FROM, so there is nothing to build. Write FROM image.");
        if (misplaced is not null && misplaced.Kind != InstructionKind.Unknown)
        {
            var name = Keywords.NameOf(misplaced.Kind);
            diagnostics.Report(
                misplaced.Keyword, $"{name} stands before the first FROM, where only ARG may stand. Write FROM image before it.");
        }

        foreach (var copy in stages.SelectMany(stage => stage.Instructions).OfType<CopyInstruction>())
            CheckStageNumber(copy, stages.Count, diagnostics);
        globalArguments = globals;
        return stages;
    }

    private static void CheckStageNumber(CopyInstruction copy, int stageCount, DiagnosticBag diagnostics)
    {
        if (copy.From is { } from && StageNumber.TryParse(from.Value, out var number) && (number < 0 || number >= stageCount))
            diagnostics.Report(from, $"There is no stage {number}: the file has {stageCount}, counted from 0.");
    }
}
