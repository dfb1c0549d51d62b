using System.Globalization;
using System.Text.RegularExpressions;
using ImageSdk.Diagnostics;
using ImageSdk.Generation;
using ImageSdk.Planning;
using ImageSdk.References;

namespace ImageSdk.Engine.Buildx;

/// <summary>Turns the end of a failed build into one diagnostic at the failing instruction.</summary>
internal static partial class BuildxFailure
{
    /// <summary>
    /// IMG3001 at the line of the Dockerfile that BuildKit names, with the last output of the failing command, or at the project
    /// when it names none: then an option, a cache or the builder is at fault. IMG3005 when an SBOM lacks its scanner. IMG4001 or
    /// IMG4003 at the project when the result did not reach a registry.
    /// </summary>
    /// <param name="request">What was built.</param>
    /// <param name="progress">All that buildx said.</param>
    public static Diagnostic Describe(BuildxRequest request, BuildxProgress progress)
    {
        var reason = Reason(progress.Text);
        if (PushFailure.TryDescribe(request.ProjectFile, reason) is { } pushFailure) return pushFailure;

        if (MissingScanner(request, progress, reason) is { } missingScanner) return missingScanner;

        var message = progress.FailedStep is { } step ? $"{ForeignText.Line(step)}: {reason}" : reason;
        if (reason.Contains("no match for platform in manifest", StringComparison.Ordinal))
        {
            message += MissingPlatform(request, progress);
        }

        if (ForeignPlatform(request, progress) is { } platform)
        {
            message += $" The builder cannot run programs for {platform}. Install emulation on it (docker run --privileged --rm "
                + $"tonistiigi/binfmt --install {platform.Architecture}), "
                + "or name a builder that has a node of that platform with ImageBuilder.";
        }

        var line = SourceLine().Match(progress.Text);
        if (!line.Success)
        {
            message += " No instruction of the Dockerfile is at fault: look at the properties and items of the project, and at "
                + "the builder.";
        }

        foreach (var output in progress.FailedOutput) message += Environment.NewLine + "  " + output;
        return DiagnosticDescriptors.BuildFailed.At(
            line.Success
                ? new SourceLocation(request.Dockerfile, int.Parse(line.Groups["line"].ValueSpan, CultureInfo.InvariantCulture))
                : new SourceLocation(request.ProjectFile),
            message);
    }

    /// <summary>
    /// Whether another build set the same tag at the same moment, for which the engine's image store has no other answer than an
    /// error. The image is built then; only the tag is missing.
    /// </summary>
    public static bool IsTagConflict(BuildxProgress progress) => TagConflict().IsMatch(Reason(progress.Text));

    /// <summary>IMG3005 at <c>ImageSbom</c> when BuildKit cannot get the image that makes the SBOM, or that image fails; else
    /// null.</summary>
    private static Diagnostic? MissingScanner(BuildxRequest request, BuildxProgress progress, string reason)
    {
        const string Scanner = "buildkit-syft-scanner";
        var isAtFault = reason.Contains(Scanner, StringComparison.Ordinal)
            || (progress.FailedStep ?? "").Contains(Scanner, StringComparison.Ordinal);
        return isAtFault && request.Plan.Attestations.Any(attestation =>
            attestation.StartsWith("type=sbom", StringComparison.Ordinal))
            ? DiagnosticDescriptors.ScannerMissing.At(ItemLocations.FindProperty(request.ProjectFile, "ImageSbom"),
                $"ImageSbom is true, and BuildKit makes no SBOM without its scanner image, docker/{Scanner}: {reason} "
                + "Let the builder reach that image (a mirror of Docker Hub in its configuration), or set ImageSbom to false.")
            : null;
    }

    /// <summary>
    /// Says which platform a registry has no image for, and what to write: in the Dockerfile if the instruction names its
    /// platform there.
    /// </summary>
    private static string MissingPlatform(BuildxRequest request, BuildxProgress progress)
    {
        const string Advice = "or choose another image; images.lock.json lists its platforms.";
        if (OwnPlatform().Match(progress.Text) is { Success: true } own)
        {
            var name = own.Groups["platform"].Value;
            var unknown = Platform.TryParse(name, out var platform, out _) && PlatformNames.FindUnknown(platform) is { } reason
                ? $" {reason}"
                : "";
            return $" This image is not available for {ForeignText.Line(name)}.{unknown} Write another --platform, {Advice}";
        }

        var wanted = request.Plan.Platforms switch
        {
            [] => "the platform of the builder",
            [var only] => only,
            var several => $"one of {string.Join(", ", several)}",
        };
        return $" This image is not available for {wanted}. Build for a platform that it has (ImagePlatforms, or the options "
            + $"-r, -a and --os), {Advice}";
    }

    /// <summary>The platform whose programs the builder could not run; null when something else failed, or a program of this
    /// machine's platform is broken.</summary>
    private static Platform? ForeignPlatform(BuildxRequest request, BuildxProgress progress)
    {
        if (!progress.FailedOutput.Any(line => line.Contains("exec format error", StringComparison.Ordinal))) return null;

        // Of several platforms, the step says which: [linux/arm64 2/3] RUN …
        var ofStep = StepPlatform().Match(progress.FailedStep ?? "");
        var name = ofStep.Success
            ? ofStep.Groups["platform"].Value
            : request.Plan.Platforms.Count == 1
            ? request.Plan.Platforms[0]
            : "";
        return Platform.TryParse(name, out var platform, out _) && platform != ImageDefinition.Host ? platform : null;
    }

    /// <summary>What follows the last <c>ERROR:</c>, without the layers of callers that put their names in front.</summary>
    private static string Reason(string text)
    {
        var start = text.LastIndexOf("ERROR: ", StringComparison.Ordinal);
        var reason = start < 0 ? text.Trim() : text[(start + "ERROR: ".Length)..].Trim();
        foreach (var prefix in (string[])["failed to build: ", "failed to solve: "])
        {
            if (reason.StartsWith(prefix, StringComparison.Ordinal)) reason = reason[prefix.Length..];
        }

        return reason.Length == 0 ? "docker buildx failed without a message." : reason.EndsWith('.') ? reason : reason + ".";
    }

    [GeneratedRegex("^image \"[^\"]*\": already exists")]
    private static partial Regex TagConflict();

    [GeneratedRegex(@"^\[(?<platform>\w+/\w+(/\w+)?) ", RegexOptions.ExplicitCapture)]
    private static partial Regex StepPlatform();

    /// <summary>The platform that the failing line names itself, unless a variable does.</summary>
    [GeneratedRegex(@"^\s*\d+ \| >>> .*--platform=(?<platform>[^\s$]+)(\s|$)",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex OwnPlatform();

    /// <summary>The excerpt that buildx prints after a failure marks the failing lines with <c>&gt;&gt;&gt;</c>.</summary>
    [GeneratedRegex(@"^\s*(?<line>\d+) \| >>> ", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex SourceLine();
}
