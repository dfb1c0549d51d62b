namespace ImageSdk.Analysis;

/// <summary>What one rule found in an image, in numbers.</summary>
/// <param name="Code">The rule's code.</param>
/// <param name="Findings">How many findings it has.</param>
/// <param name="Fixable">How many of them <c>-t:ImageFix</c> mends.</param>
/// <param name="AvoidableBytes">The size of the files that could be left out; 0 when it is not about files.</param>
/// <param name="Steps">The steps of the last build that it is about and that were not cached, with their seconds.</param>
public sealed record LintedRule(string Code, int Findings, int Fixable, long AvoidableBytes,
    IReadOnlyDictionary<string, double> Steps);
