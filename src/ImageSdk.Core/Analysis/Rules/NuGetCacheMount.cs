using ImageSdk.Analysis.Commands;
using ImageSdk.Analysis.Images;

namespace ImageSdk.Analysis.Rules;

/// <summary>IMG1112: <c>dotnet restore</c>, or a command that restores, without a cache mount.</summary>
internal sealed class NuGetCacheMount() : ToolCacheMount("IMG1112", "NuGet downloads without a cache mount")
{
    internal override bool IsNeededLater => true;

    private protected override ToolCache? Find(AnalyzedImage image, RunStep run, CommandLine line)
    {
        if (line.Program != "dotnet" || line.Arguments is not [var word, ..]
            || word.Value is not ("restore" or "publish" or "build" or "pack" or "test" or "run" or "msbuild"))
        {
            return null;
        }

        if (line.Arguments.Any(argument =>
            argument.Value.StartsWith("--packages", StringComparison.Ordinal) || argument.Value is "--help" or "-h"))
            return null;
        var folder = ToolCache.Variable(run, line, "NUGET_PACKAGES") ?? ToolCache.InHome(run, line, ".nuget/packages");
        return new ToolCache("NuGet", word, folder is ['/', ..] ? [folder.TrimEnd('/')] : [], ["nuget", "NuGet"])
        {
            Downloads = word.Value != "msbuild"
                && line.Arguments.All(argument => argument.Value is not ("--no-restore" or "--no-build")),
            OnlyDownloads = word.Value == "restore",
        };
    }
}
