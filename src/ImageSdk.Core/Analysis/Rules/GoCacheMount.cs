using ImageSdk.Analysis.Commands;
using ImageSdk.Analysis.Images;

namespace ImageSdk.Analysis.Rules;

/// <summary>IMG1113: Go downloads modules and compiles without a cache mount.</summary>
internal sealed class GoCacheMount() : ToolCacheMount("IMG1113", "Go downloads modules without a cache mount")
{
    internal override bool IsNeededLater => true;

    private protected override ToolCache? Find(AnalyzedImage image, RunStep run, CommandLine line)
    {
        if (line.Program != "go" || line.Arguments.Count == 0)
            return null;
        var (options, others, _) = OptionReader.Read(line, line.Arguments, "CmopL", new HashSet<string>(StringComparer.Ordinal));
        var isDownload = others is [{ Value: "mod" }, { Value: "download" or "tidy" or "verify" or "vendor" }, ..];
        if (others.Count == 0 || !(isDownload || others[0].Value is "build" or "install" or "test" or "run" or "generate"
            or "vet"))
            return null;
        if (others[0].Value == "mod" && others[1].Value == "vendor")
            return null;
        var usesVendor = line.Arguments.Any(argument => argument.Value == "-mod=vendor")
            || ToolCache.Variable(run, line, "GOFLAGS")?.Contains("-mod=vendor", StringComparison.Ordinal) == true;
        if (usesVendor || options.Any(option => option.Name == "help"))
            return null;
        var path = ToolCache.Variable(run, line, "GOPATH")
            ?? (KnownBases.IsOfficial(run.Stage.OutsideBase, "golang") ? "/go" : null);
        var modules = ToolCache.Variable(run, line, "GOMODCACHE") ?? (path is null ? null : path.TrimEnd('/') + "/pkg/mod");
        var compiled = ToolCache.Variable(run, line, "GOCACHE") ?? ToolCache.InHome(run, line, ".cache/go-build");
        IReadOnlyList<string> folders = modules is not ['/', ..]
            ? []
            : isDownload || compiled is not ['/', ..]
            ? [modules]
            : [modules, compiled];
        return new ToolCache("Go", others[0], folders,
            ["/pkg/mod", "/go-build", "/gocache", "/gomod", "/go/", "/.cache/"]) { OnlyDownloads = isDownload };
    }
}
