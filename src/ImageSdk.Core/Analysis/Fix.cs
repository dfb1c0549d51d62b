namespace ImageSdk.Analysis;

/// <summary>How to mend a finding: edits that belong together, of which all or none are made.</summary>
/// <param name="Edits">The edits, none of which overlaps another.</param>
public sealed record Fix(IReadOnlyList<TextEdit> Edits)
{
    /// <summary>A fix of one or more edits.</summary>
    public static Fix Of(params TextEdit[] edits) => new(edits);
}
