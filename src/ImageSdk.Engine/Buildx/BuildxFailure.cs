using System.Globalization;
using System.Text.RegularExpressions;
using ImageSdk.Diagnostics;

namespace ImageSdk.Engine.Buildx;

/// <summary>Turns the end of a failed build into one diagnostic at the failing instruction.</summary>
internal static partial class BuildxFailure
{
    /// <summary>
    /// IMG3001 at the line of the Dockerfile that BuildKit names, with the last output of the failing command, or at the project when
    /// it names none: then an option, a cache or the builder is at fault. IMG4001 or IMG4003 at the project when the result did not
    /// reach a registry.
    /// </summary>
    /// <param name="request">What was built.</param>
    /// <param name="progress">All that buildx said.</param>
    public static Diagnostic Describe(BuildxRequest request, BuildxProgress progress)
    {
        var reason = Reason(progress.Text);
        if (PushFailure.TryDescribe(request.ProjectFile, reason) is { } pushFailure) return pushFailure;

        var message = progress.FailedStep is { } step ? $"{ForeignText.Line(step)}: {reason}" : reason;
        if (reason.Contains("no match for platform in manifest", StringComparison.Ordinal))
        {
            message += " The image does not exist for a platform that is built for; see ImagePlatforms.";
        }

        var line = SourceLine().Match(progress.Text);
        if (!line.Success)
        {
            message += " No instruction of the Dockerfile is at fault: look at the properties and items of the project, and at the builder.";
        }

        foreach (var output in progress.FailedOutput) message += Environment.NewLine + "  " + output;
        return DiagnosticDescriptors.BuildFailed.At(
            line.Success
                ? new SourceLocation(request.Dockerfile, int.Parse(line.Groups["line"].ValueSpan, CultureInfo.InvariantCulture))
                : new SourceLocation(request.ProjectFile),
            message);
    }

    /// <summary>
    /// Whether another build set the same tag at the same moment, for which the engine's image store has no other answer than an
    /// error. The image is built then; only the tag is missing.
    /// </summary>
    public static bool IsTagConflict(BuildxProgress progress) => TagConflict().IsMatch(Reason(progress.Text));

    /// <summary>What follows the last <c>ERROR:</c>, without the layers of callers that put their names in front.</summary>
    private static string Reason(string text)
    {
        var start = text.LastIndexOf("ERROR: ", StringComparison.Ordinal);
        var reason = start < 0 ? text.Trim() : text[(start + "ERROR: ".Length)..].Trim();
        foreach (var prefix in (string[])["failed to build: ", "failed to solve: "])
        {
            if (reason.StartsWith(prefix, StringComparison.Ordinal)) reason = reason[prefix.Length..];
        }

        return reason.Length == 0 ? "docker buildx failed without a message." : reason.EndsWith('.') ? reason : reason + ".";
    }

    [GeneratedRegex("^image \"[^\"]*\": already exists")]
    private static partial Regex TagConflict();

    /// <summary>The excerpt that buildx prints after a failure marks the failing lines with <c>&gt;&gt;&gt;</c>.</summary>
    [GeneratedRegex(@"^\s*(?<line>\d+) \| >>> ", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex SourceLine();
}
