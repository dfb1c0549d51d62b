using System.Globalization;
using ImageSdk.Records;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace ImageSdk.Tasks;

/// <summary>How a step of BuildKit looks in a log.</summary>
internal static class Steps
{
    /// <summary>Logs a step that ended: its time, or CACHED.</summary>
    public static void Log(TaskLoggingHelper log, BuildStep step) =>
        log.LogMessage(MessageImportance.Normal, "{0}",
            (step.Cached ? "  CACHED " : string.Create(CultureInfo.InvariantCulture, $"{step.Duration,6:0.0}s ")) + step.Name);
}
