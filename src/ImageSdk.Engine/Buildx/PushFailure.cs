using System.Text.RegularExpressions;
using ImageSdk.Diagnostics;

namespace ImageSdk.Engine.Buildx;

/// <summary>Recognises that the image was built, and failed on its way to a registry.</summary>
/// <remarks>Source: BuildKit's <c>util/push</c> and <c>cache/remotecache</c>, and containerd's <c>remotes/docker</c>.</remarks>
internal static partial class PushFailure
{
    /// <summary>
    /// IMG4001 when the registry refused, IMG4003 when it does not answer; null when BuildKit says something else.
    /// </summary>
    /// <param name="projectFile">The project, whose properties name the registry.</param>
    /// <param name="reason">BuildKit's error.</param>
    public static Diagnostic? TryDescribe(string projectFile, string reason)
    {
        // Only the beginning counts: further on may stand the text of a RUN.
        var what = Image().IsMatch(reason) ? "image" : Cache().IsMatch(reason) ? "cache" : null;
        if (what is null) return null;

        var place = new SourceLocation(projectFile);
        if (NoAnswer().IsMatch(reason))
        {
            return DiagnosticDescriptors.RegistryNotAnswering.At(place,
                $"The registry does not answer, so it has not got the {what}: {reason} Check that ContainerRegistry is right "
                + "and the registry is up, and publish again: what it has already is not sent twice.");
        }

        var remedy = what == "cache"
            ? "Check your rights there, log in with `docker login`, or let the cache item have IgnoreError=\"true\"."
            : "Check ContainerRepository and your rights there, and log in with `docker login`.";
        return DiagnosticDescriptors.PushRefused.At(place, $"The registry did not take the {what}: {reason} {remedy}");
    }

    /// <summary>IMG4005 when a registry takes connections and never answers, in either direction.</summary>
    /// <param name="projectFile">The project, whose properties and names lead to the registry.</param>
    /// <param name="registry">The registry's host.</param>
    public static Diagnostic Silent(string projectFile, string registry) =>
        DiagnosticDescriptors.RegistrySilent.At(new SourceLocation(projectFile),
        $"The registry {registry} takes connections and answers nothing, three times in a row, so BuildKit would wait for it "
        + "without end. "
        + "Check that a registry listens there, or restart it, and build or publish again.");

    [GeneratedRegex("^(failed to push|error pushing) ", RegexOptions.ExplicitCapture)]
    private static partial Regex Image();

    [GeneratedRegex("^error writing .*(failed to do request|unexpected "
        + "status|denied|unauthorized|authentication|insufficient_scope)",
        RegexOptions.ExplicitCapture | RegexOptions.Singleline)]
    private static partial Regex Cache();

    [GeneratedRegex(
        @"connection refused|connection reset|broken pipe|\bEOF\b|timeout|deadline exceeded|no such host|no route to host"
        + @"|network is unreachable"
        + @"|temporary failure in name resolution|server misbehaving|: (429|500|502|503|504) ", RegexOptions.ExplicitCapture)]
    private static partial Regex NoAnswer();
}
