namespace ImageSdk.Engine.Registries;

/// <summary>Text that someone else wrote, made fit for a message.</summary>
internal static class ForeignText
{
    private const int MaximumLength = 200;

    /// <summary>The text as one short line: control characters could forge other lines of a log.</summary>
    public static string Line(string text)
    {
        var trimmed = text.AsSpan().Trim();
        var cut = trimmed.Length > MaximumLength;
        if (cut)
            trimmed = trimmed[..MaximumLength];
        var characters = trimmed.ToArray();
        for (var i = 0; i < characters.Length; i++)
        {
            if (char.IsControl(characters[i]))
                characters[i] = ' ';
        }
        return new string(characters) + (cut ? "…" : "");
    }
}
