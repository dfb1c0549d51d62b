using ImageSdk.Analysis.Shell;

namespace ImageSdk.Analysis.Commands;

/// <summary>A call of curl or wget that fetches something.</summary>
/// <param name="Line">The command.</param>
/// <param name="Url">The address, as written.</param>
/// <param name="File">The file that it writes, without its folder; empty where it writes to the standard output or that is not known.</param>
internal sealed record Download(CommandLine Line, Word Url, string File)
{
    private static readonly HashSet<string> CurlLong = new(StringComparer.Ordinal)
    {
        "output", "header", "user-agent", "user", "data", "request", "retry", "retry-delay", "connect-timeout", "max-time", "proxy", "cacert", "proto", "output-dir", "url", "range",
    };

    private static readonly HashSet<string> WgetLong = new(StringComparer.Ordinal)
    {
        "output-document", "output-file", "directory-prefix", "tries", "timeout", "waitretry", "user-agent", "header", "user", "password", "execute",
    };

    /// <summary>Whether it comes over the network of this machine only.</summary>
    public bool IsLocal => Url.Value.Contains("://localhost", StringComparison.Ordinal) || Url.Value.Contains("://127.", StringComparison.Ordinal)
        || Url.Value.StartsWith("file:", StringComparison.Ordinal);

    /// <summary>The last part of the address, without a query.</summary>
    public string UrlName => Url.Value.Split('?', '#')[0].Split('/')[^1];

    /// <summary>The download that a command is; null when it is none.</summary>
    public static Download? Of(CommandLine line)
    {
        var isCurl = line.Program == "curl";
        if (!isCurl && line.Program != "wget")
            return null;
        var (options, others, _) = OptionReader.Read(line, line.Arguments, isCurl ? "oHAduXbceFTtwmrUKCEDPQYyz" : "oOPUaitTwQe", isCurl ? CurlLong : WgetLong);
        if ((others.FirstOrDefault(word => word.Value.Contains("://", StringComparison.Ordinal)) ?? others.FirstOrDefault()) is not { } url
            || options.Any(option => option.Name is "I" or "head" or "X" or "request" or "d" or "data" or "spider"))
        {
            return null;
        }

        var written = options.LastOrDefault(option => option.Name == (isCurl ? "o" : "O") || option.Name == (isCurl ? "output" : "output-document"));
        var download = new Download(line, url, "");
        var path = written is not null ? written.Value ?? "" : isCurl && !options.Any(option => option.Name is "O" or "remote-name") ? Redirected(line.Command) : download.UrlName;
        return download with { File = path is "-" or "/dev/stdout" || path.StartsWith(">(", StringComparison.Ordinal) ? "" : path.Split('/')[^1] };
    }

    private static string Redirected(ShellCommand command) =>
        command.Redirections.LastOrDefault(redirection => redirection.Operator is ">" or ">|")?.Target.Value ?? "";
}
