using ImageSdk.Analysis.Commands;
using ImageSdk.Analysis.Images;
using ImageSdk.Analysis.Shell;
using ImageSdk.Diagnostics;

namespace ImageSdk.Analysis.Rules;

/// <summary>IMG1106: the lists of <c>apt-get update</c> stay in a layer of the image.</summary>
internal sealed class AptListsLeft() : Rule(
    "IMG1106", DiagnosticSeverity.Warning, "apt's lists stay in the layer", RolloutStep.Hygiene)
{
    internal override IEnumerable<Finding> Analyze(AnalyzedImage image)
    {
        foreach (var run in image.Stages.Where(stage => stage.IsInFinalImage).SelectMany(stage => stage.Runs))
        {
            if (run.Caches(AptPaths.Lists)
                || run.Run.Mounts.Any(mount =>
                    mount.Type == "tmpfs" && mount.Target?.Value.StartsWith("/var/lib/apt", StringComparison.Ordinal) == true))
                continue;
            if (run.Apt.LastOrDefault(apt => apt.Is("update")) is not { } update)
                continue;
            if (run.Script.Commands.SkipWhile(command => command != update.Line.Command).Any(IsCleanUp))
                continue;
            var reader = AptLists.NeededBy(image, run);
            yield return image.Find(this, update.Subcommand.Span,
                $"'{update.Line.Program} update' leaves its lists, some 20 to 40 MB that nothing reads, in this layer; a later "
                + "RUN cannot take them out. Mount a cache at /var/lib/apt, "
                + "or end the RUN with rm -rf /var/lib/apt/lists/*." + Before(reader),
                reader is null && AptLists.AreForItself(image, run) && CleanUpAtEnd(image, run) is { } edit
                    ? Fix.Of(edit)
                    : null);
        }
    }

    /// <summary>What has to be done in another image before the lists may go.</summary>
    /// <param name="reader">The project that installs by the lists; null for none.</param>
    public static string Before(string? reader) =>
        reader is null ? "" : $" First give {reader} an apt-get update of its own, which installs by the lists in this layer "
            + "(IMG1119).";

    /// <summary>The edit that ends a RUN with removing the lists; null where the end is not certain.</summary>
    /// <param name="image">The image.</param>
    /// <param name="run">The RUN.</param>
    /// <param name="sudo"><c>sudo</c> and a blank for a user who is not root; empty otherwise.</param>
    public static TextEdit? CleanUpAtEnd(AnalyzedImage image, RunStep run, string sudo = "") =>
        run.State.IsRoot || sudo.Length > 0 ? RunEdits.Append(image, run, $"{sudo}rm -rf /var/lib/apt/lists/*") : null;

    /// <summary>Whether a command of a RUN certainly or probably removes lists.</summary>
    public static bool HasCleanUp(RunStep run) => run.Script.Commands.Any(IsCleanUp);

    private static bool IsCleanUp(ShellCommand command) => AptPaths.RemovesLists(command)
        // What a script of the user does is not known.
        || command.Name?.Contains("clean", StringComparison.OrdinalIgnoreCase) == true;
}
