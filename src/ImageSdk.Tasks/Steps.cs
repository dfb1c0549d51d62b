using System.Globalization;
using ImageSdk.Engine.Buildx;
using ImageSdk.Records;
using Microsoft.Build.Framework;

namespace ImageSdk.Tasks;

/// <summary>How the steps of BuildKit come into a log.</summary>
internal static class Steps
{
    /// <summary>
    /// Logs what there is to say of a step. That a long one goes on is said in every log: a build that says nothing for a minute
    /// looks like one that hangs.
    /// </summary>
    public static void Log(TaskLog log, string image, StepProgress step) =>
        log.LogMessage(step.State == StepState.Running ? MessageImportance.High : MessageImportance.Normal, "{0}",
            step.Describe(image));

    /// <summary>
    /// What follows the digest in the line of an image that was built: its time, and how much of its RUN was cached.
    /// </summary>
    public static string Result(ImageRecord record)
    {
        var (cached, commands) =
            (record.Steps.Count(step => step is { IsCommand: true, Cached: true }), record.Steps.Count(step => step.IsCommand));
        return string.Create(CultureInfo.InvariantCulture,
            $" ({record.Duration:0.0} s{(commands == 0 ? "" : $", {cached} of {commands} RUN cached")})");
    }
}
