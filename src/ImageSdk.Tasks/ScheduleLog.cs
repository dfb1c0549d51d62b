using System.Globalization;
using ImageSdk.Engine.Buildx;
using ImageSdk.Engine.Scheduling;
using ImageSdk.Records;
using Microsoft.Build.Framework;

namespace ImageSdk.Tasks;

/// <summary>How the progress of images comes into a log.</summary>
internal static class ScheduleLog
{
    /// <summary>
    /// Logs an event. Every log shows that a long step is still running, because a build that is silent for a minute looks like
    /// one that hangs. Results are not logged here: the project of each image reports its own.
    /// </summary>
    public static void Write(TaskLog log, ScheduleEvent happened)
    {
        switch (happened)
        {
            case ScheduleEvent.Started { Job: BuildJob job } started:
                var reasons = string.Join(", ", job.Reasons);
                log.LogMessage("{0}", $"[{started.Position}/{started.Count}] Building {job.Definition.Name}: {reasons}.");
                break;
            case ScheduleEvent.Step step:
                Write(log, $"[{step.Position}/{step.Count}] {step.Job.Definition.Name}", step.Progress);
                break;
            case ScheduleEvent.Blocked blocked:
                log.LogMessage(MessageImportance.High, "{0}",
                    $"{blocked.Job.Definition.Name}: not started, because {blocked.Cause.Definition.Name} failed.");
                break;
        }
    }

    /// <summary>Logs a step of an image.</summary>
    public static void Write(TaskLog log, string image, StepProgress step) =>
        log.LogMessage(
            step.State == StepState.Running ? MessageImportance.High : MessageImportance.Normal, "{0}", step.Describe(image));

    /// <summary>
    /// What follows the digest in the line of an image that was built: its time, and how much of its RUN was cached.
    /// </summary>
    public static string Result(ImageRecord record)
    {
        var (cached, commands) = (
            record.Steps.Count(step => step is { IsCommand: true, Cached: true }), record.Steps.Count(step => step.IsCommand));
        return string.Create(CultureInfo.InvariantCulture,
            $" ({record.Duration:0.0} s{(commands == 0 ? "" : $", {cached} of {commands} RUN cached")})");
    }
}
