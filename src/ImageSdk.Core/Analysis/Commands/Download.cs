using ImageSdk.Analysis.Shell;

namespace ImageSdk.Analysis.Commands;

/// <summary>A call of curl or wget that fetches something.</summary>
/// <param name="Line">The command.</param>
/// <param name="Url">The address, as written.</param>
/// <param name="File">
/// The file that it writes, without its folder; empty where it writes to the standard output or that is not known.
/// </param>
internal sealed record Download(CommandLine Line, Word Url, string File)
{
    private static readonly HashSet<string> CurlLong = new(StringComparer.Ordinal)
    {
        "output", "header", "user-agent", "user", "data", "request", "retry", "retry-delay", "connect-timeout", "max-time",
        "proxy", "cacert", "proto", "output-dir", "url", "range",
    };

    private static readonly HashSet<string> WgetLong = new(StringComparer.Ordinal)
    {
        "output-document", "output-file", "directory-prefix", "tries", "timeout", "waitretry", "user-agent", "header", "user",
        "password", "execute",
    };

    /// <summary>Whether it comes over the network of this machine only.</summary>
    public bool IsLocal =>
        Url.Value.Contains("://localhost", StringComparison.Ordinal) || Url.Value.Contains("://127.", StringComparison.Ordinal)
        || Url.Value.StartsWith("file:", StringComparison.Ordinal);

    /// <summary>
    /// The last part of the address, without a query; a variable that only the build knows stands in it as written.
    /// </summary>
    public string UrlName => (Url.Resolve(Line.Lookup) ?? Url.Value).Split('?', '#')[0].Split('/')[^1];

    /// <summary>The file as it is written, with its folder; empty like <see cref="File"/>.</summary>
    public string Path { get; private init; } = "";

    /// <summary>The downloads of a command, each with its file; none when it is no such call.</summary>
    public static IEnumerable<Download> AllOf(CommandLine line)
    {
        var isCurl = line.Program == "curl";
        if (!isCurl && line.Program != "wget")
            return [];
        var (options, others, _) = OptionReader.Read(line, line.Arguments, isCurl
            ? "oHAduXbceFTtwmrUKCEDPQYyz"
            : "oOPUaitTwQe", isCurl
            ? CurlLong
            : WgetLong);
        if (options.Any(option => option.Name is "I" or "head" or "X" or "request" or "d" or "data" or "spider"))
            return [];
        var urls = others.Where(word => (word.Resolve(line.Lookup) ?? word.Value).Contains("://", StringComparison.Ordinal))
            .ToList();
        if (urls.Count == 0)
            urls = [.. others.Take(1)];
        // curl writes each address to its own file, in the order of the options; wget writes all to one.
        var outputs = options.Where(option =>
            isCurl ? option.Name is "o" or "output" or "O" or "remote-name" : option.Name is "O" or "output-document").ToList();
        var toNames = options.Any(option => option.Name == "remote-name-all");
        return urls.Select((url, index) =>
        {
            var download = new Download(line, url, "");
            var output = isCurl ? outputs.ElementAtOrDefault(index) : outputs.LastOrDefault();
            var path = output is null ? isCurl && !toNames ? Redirected(line.Command) : download.UrlName
                : isCurl && output.Name is "O" or "remote-name" ? download.UrlName
                : output.Value ?? output.ValueWord?.Value ?? "";
            path = path is "-" or "/dev/stdout" || path.StartsWith(">(", StringComparison.Ordinal) ? "" : path;
            return download with { File = path.Split('/')[^1], Path = path };
        });
    }

    private static string Redirected(ShellCommand command) =>
        command.Redirections.LastOrDefault(redirection => redirection.Operator is ">" or ">|")?.Target.Value ?? "";
}
