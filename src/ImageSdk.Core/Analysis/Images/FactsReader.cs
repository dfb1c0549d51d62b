using System.Text.RegularExpressions;
using ImageSdk.Dockerfiles;

namespace ImageSdk.Analysis.Images;

/// <summary>Takes from an analysed image what its children may know.</summary>
internal static partial class FactsReader
{
    public static ImageFacts Read(AnalyzedImage image)
    {
        var end = image.Target.End;
        var parent = image.Target.ParentProject?.Facts ?? new ImageFacts();
        var apt = new SortedDictionary<string, string>(parent.AptPackages.ToDictionary(), StringComparer.Ordinal);
        var pip = new SortedDictionary<string, string>(parent.PipPackages.ToDictionary(), StringComparer.Ordinal);
        foreach (var run in image.Stages.Where(stage => stage.IsInFinalImage).SelectMany(stage => stage.Runs))
        {
            foreach (var package in run.Apt.Where(command => command.IsInstall).SelectMany(command => command.Packages).Where(word => word.IsLiteral))
            {
                var parts = package.Value.Split('=', 2);
                apt[parts[0]] = parts.Length > 1 ? parts[1] : "";
            }

            foreach (var specifier in run.Pip.Where(command => command.Subcommand.Value == "install").SelectMany(command => command.Specifiers))
            {
                if (specifier.IsLiteral && Requirement().Match(specifier.Value) is { Success: true } match)
                    pip[NormalizePip(match.Groups["name"].Value)] = match.Groups["version"].Value.Trim();
            }
        }

        return new ImageFacts
        {
            Environment = new SortedDictionary<string, string>(end.Variables
                .Where(variable => variable.Value is { IsKnown: true, Instruction: null or { Kind: InstructionKind.Env } })
                .ToDictionary(variable => variable.Key, variable => variable.Value.Value), StringComparer.Ordinal),
            User = end.User,
            WorkingDirectory = end.WorkingDirectory,
            Shell = end.Shell,
            BaseImage = image.Target.OutsideBase,
            Entrypoint = end.Entrypoint,
            Command = end.Command,
            AptSkipsRecommends = end.Apt.SkipsRecommends,
            AptAssumesYes = end.Apt.AssumesYes,
            AptKeepsPackages = end.Apt.KeepsPackages,
            AptPackages = apt,
            PipPackages = pip,
        };
    }

    /// <summary>The form in which names are compared (PEP 503).</summary>
    public static string NormalizePip(string name) => Separators().Replace(name, "-").ToLowerInvariant();

    [GeneratedRegex(@"^(?<name>[A-Za-z0-9][A-Za-z0-9._-]*)(\[[^\]]*\])?\s*(?<version>(==|>=|<=|~=|!=|<|>).*)?$")]
    private static partial Regex Requirement();

    [GeneratedRegex("[-_.]+")]
    private static partial Regex Separators();
}
