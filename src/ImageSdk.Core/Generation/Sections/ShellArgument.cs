using System.Text.RegularExpressions;

namespace ImageSdk.Generation.Sections;

/// <summary>Arguments of commands that a shell reads.</summary>
internal static partial class ShellArgument
{
    /// <summary>The word that a shell reads as exactly this value.</summary>
    public static string Quote(string value) =>
        Plain().IsMatch(value) ? value : $"'{value.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    [GeneratedRegex(@"^[\w./:@%+,=-]+\z")]
    private static partial Regex Plain();
}
