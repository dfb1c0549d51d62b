using System.Globalization;
using System.Text.RegularExpressions;

namespace ImageSdk.EndToEnd.Tests.Infrastructure;

/// <summary>What a <c>dotnet</c> command said.</summary>
public sealed partial record DotnetResult(int ExitCode, string Output)
{
    /// <summary>The errors and warnings, each once.</summary>
    public IReadOnlyList<BuildMessage> Messages =>
    [
        .. MessageLine().Matches(Output).Select(m => new BuildMessage(
            m.Groups["severity"].Value, m.Groups["code"].Value, m.Groups["file"].Value.Trim(),
            m.Groups["line"].Success ? int.Parse(m.Groups["line"].ValueSpan, CultureInfo.InvariantCulture) : 0,
            m.Groups["text"].Value))
            // The further lines of a message: MSBuild's console logger writes the code before each of them.
            .Where(m => !m.Text.StartsWith(' ')).Distinct(),
    ];

    /// <summary>The errors.</summary>
    public IReadOnlyList<BuildMessage> Errors => [.. Messages.Where(m => m.Severity == "error")];

    /// <summary>The one error there is.</summary>
    public BuildMessage Error
    {
        get
        {
            Assert.AreNotEqual(0, ExitCode, Output);
            Assert.HasCount(1, Errors, Output);
            return Errors[0];
        }
    }

    [GeneratedRegex(@"^\s*(\d+>)?(?<file>[^\n:]*?)(\((?<line>\d+)(,\d+)?\))?\s*: (?<severity>error|warning) (?<code>[A-Z]\w+): (?<text>.*?)( \[[^\]\n]*\])?$",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex MessageLine();
}
