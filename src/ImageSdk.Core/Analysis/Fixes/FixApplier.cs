namespace ImageSdk.Analysis;

/// <summary>Makes the fixes of findings, in the texts that an analysis reads: whoever calls it writes the files.</summary>
public static class FixApplier
{
    // A fix can make room for the next one. More rounds than that, and two fixes undo each other.
    private const int MostRounds = 10;

    /// <summary>
    /// Fixes all that can be fixed, rule by rule in the order of their roll-out, until nothing more can be. What was changed
    /// stands in <see cref="SourceFiles.Changed"/> of the input.
    /// </summary>
    /// <param name="input">The image.</param>
    /// <param name="rules">The rules whose findings are fixed.</param>
    /// <returns>The findings that were fixed, in the order in which they were.</returns>
    public static IReadOnlyList<Finding> Apply(AnalysisInput input, IReadOnlyCollection<Rule> rules)
    {
        var fixedFindings = new List<Finding>();
        var ordered = RuleCatalog.ByRollout.Where(rules.Contains).ToList();
        for (var round = 0; round < MostRounds; round++)
        {
            var before = fixedFindings.Count;
            // One look for all rules says which of them have anything to fix, until something is fixed.
            HashSet<string>? codes = null;
            foreach (var rule in ordered)
            {
                codes ??= Analyzer.Analyze(input, ordered).Findings.Where(finding => finding.Fix is not null)
                    .Select(finding => finding.Descriptor.Code).ToHashSet(StringComparer.Ordinal);
                while (codes?.Contains(rule.Descriptor.Code) != false && ApplyOnce(input, rule) is { Count: > 0 } made)
                {
                    fixedFindings.AddRange(made);
                    codes = null;
                }
            }

            if (fixedFindings.Count == before)
                break;
        }

        return fixedFindings;
    }

    /// <summary>Makes those fixes of one rule that do not touch each other, unless nothing would be better afterwards.</summary>
    private static List<Finding> ApplyOnce(AnalysisInput input, Rule rule)
    {
        var (count, fixable) = Look(input, rule);
        var made = new List<Finding>();
        var edits = new List<TextEdit>();
        foreach (var finding in fixable)
        {
            // The same edit may mend several findings, such as two commands below one variable.
            var fix = finding.Fix!;
            if (fix.Edits.All(edits.Contains) || fix.Edits.Any(edit => edits.Any(other => Overlap(edit, other))))
                continue;
            edits.AddRange(fix.Edits);
            made.Add(finding);
        }

        var files = edits.GroupBy(edit => edit.File).ToList();
        var before = files.ToDictionary(file => file.Key, file => input.Files.Find(file.Key));
        foreach (var file in files)
        {
            var text = before[file.Key] ?? "";
            // From the end, so that places stay what they are; what is inserted where something is removed comes after that.
            foreach (var edit in file.OrderByDescending(edit => edit.Span.Start).ThenByDescending(edit => edit.Span.Length))
                text = string.Concat(text.AsSpan(0, edit.Span.Start), edit.NewText, text.AsSpan(edit.Span.End));
            input.Files.Change(file.Key, text);
        }

        if (made.Count == 0)
            return made;
        // A fix can make others possible: fewer findings count first.
        var (left, leftFixable) = Look(input, rule);
        if (left < count || (left == count && leftFixable.Count < fixable.Count))
            return made;
        foreach (var (path, text) in before)
            input.Files.Restore(path, text);
        return [];
    }

    /// <summary>The number of the rule's findings, and those of them that can be fixed.</summary>
    private static (int Count, List<Finding> Fixable) Look(AnalysisInput input, Rule rule)
    {
        var findings = Analyzer.Analyze(input, [rule]).Findings;
        return (findings.Count, [.. findings.Where(finding =>
            finding.Fix is { Edits.Count: > 0 } fix && fix.Edits.All(edit => IsText(input, edit)))]);
    }

    /// <summary>Not where a file is in another encoding than UTF-8: writing it back would spoil it.</summary>
    private static bool IsText(AnalysisInput input, TextEdit edit) => input.Files.FindText(edit.File) is not { IsUtf8: false };

    private static bool Overlap(TextEdit one, TextEdit other) =>
        one.File == other.File && one.Span.Start <= other.Span.End && other.Span.Start <= one.Span.End;
}
