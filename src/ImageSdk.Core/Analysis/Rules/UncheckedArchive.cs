using ImageSdk.Analysis.Commands;
using ImageSdk.Analysis.Images;
using ImageSdk.Analysis.Shell;
using ImageSdk.Diagnostics;

namespace ImageSdk.Analysis.Rules;

/// <summary>IMG1305: a program or an archive is downloaded and never compared with a checksum.</summary>
internal sealed class UncheckedArchive() : Rule(
    "IMG1305", DiagnosticSeverity.Info, "A download without a checksum", RolloutStep.Pinning)
{
    private static readonly string[] Endings =
        [".tar", ".tar.gz", ".tgz", ".tar.xz", ".txz", ".tar.bz2", ".tar.zst", ".zip", ".deb", ".rpm", ".apk", ".whl", ".jar",
            ".war", ".run", ".appimage", ".phar", ".gem", ".nupkg"];

    internal override IEnumerable<Finding> Analyze(AnalyzedImage image)
    {
        foreach (var stage in image.Stages)
        {
            foreach (var run in stage.Runs)
            {
                // It may be checked in a later RUN.
                var isChecked = stage.Runs.SkipWhile(other => other != run)
                    .Any(other => !other.Script.IsComplete || other.Commands.Any(Verification.Is));
                foreach (var download in isChecked
                    ? []
                    : run.Commands.SelectMany(Download.AllOf).Where(download => IsArchive(image, run, download)))
                {
                    yield return image.Find(this, download.Url.Span,
                        "Nothing says that this is the file that you tried: a release can be replaced, and a mirror can be "
                        + "wrong. Compare it with its checksum, "
                        + "echo \"<sha256>  <file>\" | sha256sum -c, or write ADD --checksum=sha256:<sha256> <url> <file>.");
                }
            }
        }
    }

    private static bool IsArchive(AnalyzedImage image, RunStep run, Download download) =>
        !download.IsLocal && !RemoteScript.Runs(image, run, download)
        && (Endings.Any(ending =>
            download.UrlName.EndsWith(ending, StringComparison.OrdinalIgnoreCase)
            || download.File.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
            || IsUnpacked(run, download.Line.Command));

    private static bool IsUnpacked(RunStep run, ShellCommand command) => command.After == Connector.Pipe
        && run.Script.Commands.SkipWhile(other => other != command).Skip(1).FirstOrDefault()?.Name is "tar" or "bsdtar"
        or "unzip" or "cpio" or "rpm2cpio";
}
