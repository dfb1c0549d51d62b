using ImageSdk.Analysis.Images;
using ImageSdk.Diagnostics;

namespace ImageSdk.Analysis.Rules;

/// <summary>IMG1411: ffmpeg with the libraries of all its formats and screens.</summary>
internal sealed class WholeFfmpeg() : Rule(
    "IMG1411", DiagnosticSeverity.Info, "ffmpeg with all its libraries", RolloutStep.Hygiene)
{
    /// <summary>What loads ffmpeg's libraries itself, so that a program alone would not do.</summary>
    private static readonly string[] Users =
    [
        "libav", "libsw", "libpostproc", "torchaudio", "torchcodec", "opencv", "gstreamer", "vlc", "mpv", "blender", "sox",
    ];

    internal override IEnumerable<Finding> Analyze(AnalyzedImage image)
    {
        if (image.Facts.AptPackages.Keys.Concat(image.Facts.PipPackages.Keys).Any(package => Users.Any(package.Contains)))
            yield break;
        foreach (var run in image.FinalStages.SelectMany(stage => stage.Runs))
        {
            foreach (var package in run.Apt.Where(apt => apt.IsInstall).SelectMany(apt => apt.Packages)
                .Where(package => package is { IsLiteral: true, Value: "ffmpeg" }))
            {
                yield return image.Find(this, package.Span,
                    "The package ffmpeg brings some 200 others, also for screens and sound cards: 480 MB on Debian 12. Where "
                    + "the image only calls the program, one static binary does: "
                    + "COPY --from=mwader/static-ffmpeg:7.1 /ffmpeg /ffprobe /usr/local/bin/. Its fixes then come with a new "
                    + "tag instead of the distribution.");
            }
        }
    }
}
