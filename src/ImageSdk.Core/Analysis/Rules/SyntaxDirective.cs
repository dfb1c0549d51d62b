using System.Globalization;
using System.Text.RegularExpressions;
using ImageSdk.Analysis.Images;
using ImageSdk.Diagnostics;
using ImageSdk.Dockerfiles;

namespace ImageSdk.Analysis.Rules;

/// <summary>
/// IMG1316: an instruction that not every engine of today understands by itself, or that the chosen front end does not. Versions
/// are those of the Dockerfile reference.
/// </summary>
internal sealed partial class SyntaxDirective() : Rule(
    "IMG1316", DiagnosticSeverity.Warning, "A missing or too old syntax directive", RolloutStep.Hygiene)
{
    /// <summary>What engines that are in use bring by themselves: BuildKit 0.13.</summary>
    private const int Common = 7;

    internal override IEnumerable<Finding> Analyze(AnalyzedImage image)
    {
        var dockerfile = image.Dockerfile;
        if (image.Input.BuildArguments.ContainsKey("BUILDKIT_SYNTAX"))
            yield break;
        var features = dockerfile.Stages.SelectMany(stage => stage.Instructions).SelectMany(Features).ToList();
        if (features.Count == 0)
            yield break;
        var first = features.MaxBy(feature => feature.Minor);
        if (dockerfile.Syntax is null)
        {
            if (first.Minor > Common)
            {
                yield return image.Find(this, first.Span,
                    $"{first.Name} is of Dockerfile 1.{first.Minor}: an engine that is older stops with an error. Write # "
                    + "syntax=docker/dockerfile:1 into the first line, and each engine reads it alike.",
                    dockerfile.Source.Text.Contains('\0')
                        ? null
                        : Fix.Of(image.Insert(StartOf(dockerfile), "# syntax=docker/dockerfile:1" + image.NewLine)));
            }

            yield break;
        }

        if (FrontEnd().Match(dockerfile.Syntax.Value.Value) is { Success: true } match
            && int.TryParse(match.Groups["minor"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var minor)
            && minor < (match.Groups["labs"].Success && first.Labs > 0 ? first.Labs : first.Minor))
        {
            yield return image.Find(this, first.Span,
                $"{first.Name} is of Dockerfile 1.{first.Minor}, which the front end of this file, "
                + $"{dockerfile.Syntax.Value.Value}, does not know: the build stops. Write # "
                + $"syntax=docker/dockerfile:1.{first.Minor} or later.");
        }
    }

    private static IEnumerable<(string Name, int Minor, int Labs, TextSpan Span)> Features(Instruction instruction)
    {
        foreach (var flag in instruction.Flags)
        {
            var (minor, labs) = (instruction.Kind, flag.Name.Value) switch
            {
                (InstructionKind.Copy, "parents") => (20, 7),
                (InstructionKind.Copy or InstructionKind.Add, "exclude") => (19, 7),
                (InstructionKind.Add, "unpack") => (17, 0),
                (InstructionKind.Add, "checksum") => (6, 5),
                (InstructionKind.Copy or InstructionKind.Add, "link") => (4, 0),
                (InstructionKind.Copy or InstructionKind.Add, "chmod") => (2, 0),
                (InstructionKind.Run, "security") => (20, 1),
                (InstructionKind.Run, "mount") => (2, 0),
                _ => (0, 0),
            };
            if (minor > 0)
                yield return ($"{instruction.Keyword.Value} --{flag.Name.Value}", minor, labs, flag.Span);
        }

        if (instruction.Heredocs.Count > 0)
            yield return ("A here-document", 4, 3, instruction.Heredocs[0].Opening.Span);
    }

    /// <summary>Before everything but a byte order mark and a line that begins with #!.</summary>
    private static int StartOf(Dockerfile dockerfile)
    {
        var start = dockerfile.Source.ByteOrderMarkLength;
        return dockerfile.Source.Text.AsSpan(start).StartsWith("#!") ? dockerfile.Source.Lines[0].End : start;
    }

    [GeneratedRegex(@"^(docker\.io/)?docker/dockerfile(-upstream)?:1\.(?<minor>\d+)(\.\d+)?(?<labs>-labs)?(@\S+)?$")]
    private static partial Regex FrontEnd();
}
