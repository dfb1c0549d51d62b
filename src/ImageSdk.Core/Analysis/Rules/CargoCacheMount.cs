using ImageSdk.Analysis.Commands;
using ImageSdk.Analysis.Images;

namespace ImageSdk.Analysis.Rules;

/// <summary>IMG1114: cargo downloads crates without a cache mount.</summary>
internal sealed class CargoCacheMount() : ToolCacheMount("IMG1114", "cargo downloads crates without a cache mount")
{
    internal override bool IsNeededLater => true;

    private protected override ToolCache? Find(AnalyzedImage image, RunStep run, CommandLine line)
    {
        if (line.Program != "cargo")
            return null;
        var words = line.Arguments.SkipWhile(word => word.Value.StartsWith('+') || word.Value.StartsWith('-')).ToList();
        if (words.Count == 0)
            return null;
        var isChef = words is [{ Value: "chef" }, { Value: "cook" }, ..];
        if (!isChef && words[0].Value is not ("build" or "install" or "fetch" or "check" or "test" or "run" or "rustc" or "b"
            or "clippy"))
            return null;
        var isVendored = line.Arguments.Any(argument => argument.Value is "--help" or "--version")
            || run.Stage.Steps.Any(step => step.Instruction.Text.Contains("vendor", StringComparison.Ordinal));
        if (isVendored)
            return null;
        var home = ToolCache.Variable(run, line, "CARGO_HOME")
            ?? (KnownBases.IsOfficial(run.Stage.OutsideBase, "rust") ? "/usr/local/cargo" : null);
        return new ToolCache("cargo", words[0], home is ['/', ..] ? [home.TrimEnd('/') + "/registry"] : [],
            ["cargo", "/registry/"])
        {
            Downloads = line.Arguments.All(argument => argument.Value is not ("--offline" or "--frozen")),
            OnlyDownloads = words[0].Value == "fetch",
        };
    }
}
