namespace ImageSdk.Analysis.Requirements;

/// <summary>Requirements in messages.</summary>
internal static class RequirementTexts
{
    private const int Most = 4;

    /// <summary>Names with commas between them; of many the first ones.</summary>
    public static string List(IReadOnlyCollection<string> names) =>
        string.Join(", ", names.Take(Most)) + (names.Count > Most ? $" and {names.Count - Most} more" : "");
}
