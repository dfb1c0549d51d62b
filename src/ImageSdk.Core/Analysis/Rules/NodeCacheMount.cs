using ImageSdk.Analysis.Commands;
using ImageSdk.Analysis.Images;

namespace ImageSdk.Analysis.Rules;

/// <summary>IMG1111: npm, yarn or pnpm downloads without a cache mount.</summary>
internal sealed class NodeCacheMount() : ToolCacheMount("IMG1111", "npm, yarn or pnpm downloads without a cache mount")
{
    private static readonly HashSet<string> WithValue = new(StringComparer.Ordinal)
    {
        "cache", "prefix", "registry", "cache-folder", "store-dir", "cwd", "dir", "filter", "omit", "include",
    };

    internal override bool IsNeededLater => false;

    private protected override ToolCache? Find(AnalyzedImage image, RunStep run, CommandLine line)
    {
        if (line.Program is not ("npm" or "yarn" or "pnpm"))
            return null;
        var (options, others, mayHaveMore) = OptionReader.Read(line, line.Arguments, "C", WithValue);
        string? Value(string name) => options.LastOrDefault(option => option.Name == name)?.Value?.TrimEnd('/');
        bool Has(params string[] names) => options.Any(option => names.Contains(option.Name));
        if (mayHaveMore || Has("offline", "help", "version", "package-lock-only", "lockfile-only"))
            return null;
        var command = others.Count > 0 ? others[0].Value : "";
        var word = others.Count > 0 ? others[0] : line.ProgramWord;
        switch (line.Program)
        {
            case "npm" when command is "install" or "i" or "ci" or "add" or "install-ci-test" or "clean-install":
                return new ToolCache("npm", word,
                    Folders(Value("cache") ?? ToolCache.Variable(run, line, "npm_config_cache")
                        ?? ToolCache.Variable(run, line, "NPM_CONFIG_CACHE") ?? ToolCache.InHome(run, line, ".npm")),
                    ["/.npm/", "npm"]);

            case "yarn" when !Has("immutable-cache")
                && (command is "install" or "add" or "" || (command == "workspaces" && others is [_, { Value: "focus" }, ..]))
                && YarnCache.Folders(image, run, line) is { } folders:
                return new ToolCache("yarn", word, folders, ["yarn"]);

            // Of the first generation.
            case "yarn" when command is "install" or ""
                && Has("frozen-lockfile", "production", "pure-lockfile", "ignore-engines", "prod"):
                return new ToolCache("yarn", word,
                    Folders(Value("cache-folder") ?? ToolCache.Variable(run, line, "YARN_CACHE_FOLDER")
                        ?? (run.State.IsRoot ? "/usr/local/share/.cache/yarn" : ToolCache.InHome(run, line, ".cache/yarn"))),
                    ["yarn"]) { MountOptions = ",sharing=locked" };

            case "pnpm" when command is "install" or "i" or "add" or "fetch":
                var home = ToolCache.Variable(run, line, "PNPM_HOME");
                return new ToolCache("pnpm", word,
                    Folders(Value("store-dir") ?? ToolCache.Variable(run, line, "npm_config_store_dir")
                        ?? (home is { Length: > 0 }
                            ? home.TrimEnd('/') + "/store"
                            : ToolCache.InHome(run, line, ".local/share/pnpm/store"))),
                    ["pnpm"]);

            default:
                return null;
        }
    }

    private static IReadOnlyList<string> Folders(string? folder) => folder is ['/', ..] ? [folder.TrimEnd('/')] : [];
}
