using ImageSdk.Analysis.Images;

namespace ImageSdk.Analysis.Commands;

/// <summary>
/// Debian's hook <c>docker-clean</c>, which deletes downloaded packages after each call of apt. A cache mount needs it out of the
/// way, and then every later call without a mount leaves its packages in a layer.
/// </summary>
internal static class AptHook
{
    /// <summary>Whether no RUN that follows needs the hook, in this image or in a child of the solution.</summary>
    /// <param name="image">The image.</param>
    /// <param name="run">The RUN that would move the hook away.</param>
    /// <param name="getsMount">Whether a later RUN, which installs by apt without a mount, certainly gets one.</param>
    public static bool MayGo(AnalyzedImage image, RunStep run, Func<RunStep, bool> getsMount) =>
        !(run.Stage.IsInFinalImage
            && image.Input.Family.Any(member => member.Facts.NeedsAptHook && member.Facts.BaseImage == run.Stage.OutsideBase))
        && LaterRuns.Of(image, run.Stage, run.Run) is { } later && later.All(other => IsDoneWithout(other, getsMount));

    /// <summary>Whether a RUN leaves no packages in its layer without the hook.</summary>
    public static bool IsDoneWithout(RunStep run, Func<RunStep, bool> getsMount) => run.Caches(AptPaths.Archives)
        || (HarmlessPrograms.AreAllKnown(run) && !run.Commands.Any(MayCallApt) && (!run.Apt.Any(Downloads) || getsMount(run)));

    /// <summary>
    /// Whether a command that is not apt may call it: a script of the user's or of the network, or an installer that does so.
    /// </summary>
    private static bool MayCallApt(CommandLine line) =>
        line.Program is "aptitude" or "gdebi" or "make" or "npx" or "playwright" or "eval"
        || line.Program.EndsWith(".sh", StringComparison.Ordinal)
        || Interpreter.RunsScriptOfShell(line) || line.Arguments.Any(word => word.Value is "--with-deps" or "install-deps")
        || (!HarmlessPrograms.Include(line) && PipCommand.Of(line) is null && !Interpreter.Is(line.Program)
            && (line.Program is "." or "source"
                || (line.ProgramWord.Value.Contains('/')
                    && !line.ProgramWord.Value.StartsWith("/usr/bin/", StringComparison.Ordinal))));

    private static bool Downloads(AptCommand apt) =>
        apt.IsInstall || apt.Is("upgrade", "dist-upgrade", "full-upgrade", "build-dep", "satisfy", "reinstall");
}
