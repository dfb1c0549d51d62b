using ImageSdk.Analysis.Contexts;
using ImageSdk.Analysis.Images;
using ImageSdk.Diagnostics;

namespace ImageSdk.Analysis.Rules;

/// <summary>IMG1307: the whole context is read, and no ignore file keeps anything out.</summary>
internal sealed class NoIgnoreFile() : Rule(
    "IMG1307", DiagnosticSeverity.Warning, "The whole context without an ignore file", RolloutStep.Context, OperatingSystems.Any)
{
    internal override bool IsAboutContext => true;

    internal override IEnumerable<Finding> Analyze(AnalyzedImage image)
    {
        if (image.Context.IgnoreFile is not { Path: null }
            || image.Context.Reads.FirstOrDefault(read => read.IsWhole) is not { } whole || HasOneElsewhere(image))
            yield break;
        var found = image.Context.Clutter.Count == 0 ? "" : $" In it now: {ClutterText.Of(image.Context.Clutter)}.";
        yield return image.Find(this, whole.Span,
            "Everything in the folder is sent and read: a commit, a run of the tests or an edit of a note makes this and all "
            + "that follows run again, and what is secret gets in as well."
            + $"{found} Write a .dockerignore that keeps out what the image does not need.",
            FixOf(image)) with { AvoidableBytes = image.Context.Clutter.Where(part => ClutterText.IsUnneeded(image, part))
                .Sum(part => part.Size) };
    }

    private static Fix? FixOf(AnalyzedImage image)
    {
        var unneeded = image.Context.Clutter.Where(part => ClutterText.IsUnneeded(image, part));
        var patterns = Clutter.Always.Concat(OutputsOf(image)).Concat(unneeded.Select(part => part.Clutter!.Pattern));
        var safe = IgnoreFileEdits.Safe(image,
            patterns.Where(pattern => pattern != Clutter.Git.Pattern || !HistoryUse.Is(image)));
        return safe.Count == 0 ? null : IgnoreFileEdits.Create(image, safe);
    }

    /// <summary>
    /// What a build of the project writes into the context. ImageSdk keeps it out itself, and <c>docker build</c> does not. Where
    /// something else is in such a folder, the image may need it.
    /// </summary>
    private static IEnumerable<string> OutputsOf(AnalyzedImage image)
    {
        if (image.Input.LockFile.Length == 0 || image.Context.IsPartial)
            yield break;
        if (!image.Context.HasForeignOutput.Obj)
            yield return "**/obj";
        if (image.Context.HasForeignOutput.Bin)
            yield break;
        yield return "**/bin/Debug";
        yield return "**/bin/Release";
    }

    /// <summary>Without a project nobody says which folder is the context: it may be that of the Dockerfile.</summary>
    private static bool HasOneElsewhere(AnalyzedImage image) => image.Input.LockFile.Length == 0
        && image.Input.Files.Find(Path.Combine(Path.GetDirectoryName(image.Input.Dockerfile)!, ".dockerignore")) is not null;
}
