using System.Globalization;
using ImageSdk.Diagnostics;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace ImageSdk.Tasks;

/// <summary>
/// The one way from tasks into a log. Every message may quote a path, a name or an answer that somebody else wrote, so all of
/// them are cleaned here (<see cref="ForeignText"/>) and not where they are made.
/// </summary>
/// <param name="log">MSBuild's.</param>
internal sealed class TaskLog(TaskLoggingHelper log)
{
    /// <summary>Whether the task has failed.</summary>
    public bool HasLoggedErrors => log.HasLoggedErrors;

    /// <summary>Logs a text of normal importance.</summary>
    public void LogMessage(string format, params object[] arguments) => LogMessage(MessageImportance.Normal, format, arguments);

    /// <summary>Logs a text of any length, such as a plan or a difference.</summary>
    public void LogMessage(MessageImportance importance, string format, params object[] arguments)
    {
        if (log.LogsMessagesOfImportance(importance))
            log.LogMessage(importance, "{0}", ForeignText.Clean(string.Format(CultureInfo.InvariantCulture, format, arguments)));
    }

    /// <summary>Logs a diagnostic at a place, without its middle where it is too long.</summary>
    /// <param name="diagnostic">The diagnostic.</param>
    /// <param name="location">Its place.</param>
    /// <param name="importance">Of one that is neither error nor warning.</param>
    public void Report(Diagnostic diagnostic, SourceLocation location, MessageImportance importance)
    {
        var (code, help, text) =
            (diagnostic.Descriptor.Code, HelpPage.LinkTo(diagnostic.Descriptor), ForeignText.Message(diagnostic.Message));
        var file = ForeignText.Clean(location.File);
        switch (diagnostic.Descriptor.Severity)
        {
            case DiagnosticSeverity.Error:
                log.LogError(null, code, null, help, file, location.Line, location.Column, 0, 0, "{0}", text);
                break;
            case DiagnosticSeverity.Warning:
                log.LogWarning(null, code, null, help, file, location.Line, location.Column, 0, 0, "{0}", text);
                break;
            default:
                log.LogMessage(null, code, null, file, location.Line, location.Column, 0, 0, importance, "{0}", text);
                break;
        }
    }
}
