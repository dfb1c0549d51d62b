using System.ComponentModel;
using System.Text;
using CliWrap;
using CliWrap.Buffered;

namespace ImageSdk.Engine.Git;

/// <summary>The Git repository that a project is in.</summary>
/// <param name="Directory">The directory that has <c>.git</c>.</param>
public sealed record GitRepository(string Directory)
{
    /// <summary>The repository around a directory, or null.</summary>
    public static GitRepository? Find(string directory)
    {
        for (var folder = directory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            var git = Path.Combine(folder, ".git");
            if (System.IO.Directory.Exists(git) || File.Exists(git)) return new GitRepository(folder);
        }

        return null;
    }

    /// <summary>
    /// The URL of the remote <c>origin</c> as a web address without credentials, or empty. Read from the repository's configuration:
    /// a build that changes nothing starts no process.
    /// </summary>
    public string GetSource()
    {
        if (FindConfig() is not { } config) return "";

        var inOrigin = false;
        foreach (var line in File.ReadLines(config).Select(l => l.Trim()))
        {
            if (line.StartsWith('[')) inOrigin = line == "[remote \"origin\"]";
            else if (inOrigin && line.StartsWith("url", StringComparison.Ordinal) && line.Split('=', 2) is [var key, var url] && key.Trim() == "url")
            {
                return WebAddress(url.Trim());
            }
        }

        return "";
    }

    /// <summary>Whether the last commit has the content of a file, so that git can take a change of the file back.</summary>
    /// <remarks>
    /// Compares with the commit itself: <c>git status</c> says nothing of files that are ignored or marked (<c>assume-unchanged</c>), and runs the repository's monitors and filters.
    /// </remarks>
    /// <param name="path">The full path of the file, symbolic links resolved.</param>
    /// <param name="content">Its text; null for a file that does not exist.</param>
    /// <param name="environment">Where git is, and what it is started with.</param>
    /// <param name="cancellationToken">Ends git.</param>
    public static async Task<CommitState> FindInCommitAsync(string path, string? content, BuildEnvironment environment, CancellationToken cancellationToken)
    {
        var folder = Path.GetDirectoryName(path)!;
        if (Find(folder) is null) return CommitState.NoRepository;
        if (await RunAsync(folder, ["rev-parse", "--git-dir"], environment, cancellationToken).ConfigureAwait(false) is null) return CommitState.Unknown;
        if (await RunAsync(folder, ["rev-parse", "--verify", "--quiet", "HEAD"], environment, cancellationToken).ConfigureAwait(false) is null) return CommitState.NoCommit;
        if (content is null) return CommitState.Committed;
        var committed = await RunAsync(folder, ["cat-file", "blob", $"HEAD:./{Path.GetFileName(path)}"], environment, cancellationToken).ConfigureAwait(false);
        return committed is not null && Plain(committed) == Plain(content) ? CommitState.Committed : CommitState.Changed;

        // A checkout may have other line endings than the commit.
        static string Plain(string text) => text.TrimStart('\uFEFF').ReplaceLineEndings("\n");
    }

    /// <summary>The checked-out commit and its time, or null outside a commit or without git.</summary>
    /// <param name="environment">Where git is, and what it is started with.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<(string Revision, DateTimeOffset Time)?> GetCommitAsync(BuildEnvironment environment, CancellationToken cancellationToken)
    {
        var output = await RunAsync(
            Directory, ["show", "--no-patch", "--no-show-signature", "--format=%H %ct", "HEAD"], environment, cancellationToken).ConfigureAwait(false);
        return output?.Trim().Split(' ') is [var revision, var time]
            ? (revision, DateTimeOffset.FromUnixTimeSeconds(long.Parse(time, System.Globalization.CultureInfo.InvariantCulture)))
            : null;
    }

    /// <summary>What git says, or null when it fails or is not there.</summary>
    private static async Task<string?> RunAsync(string directory, string[] arguments, BuildEnvironment environment, CancellationToken cancellationToken)
    {
        if (environment.FindProgram("git") is not { } git) return null;

        try
        {
            var result = await Cli.Wrap(git).WithWorkingDirectory(directory).WithEnvironmentVariables(environment.ForProcess())
                .WithArguments(arguments).WithValidation(CommandResultValidation.None).ExecuteBufferedAsync(Encoding.UTF8, cancellationToken).ConfigureAwait(false);
            return result.ExitCode == 0 ? result.StandardOutput : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    /// <summary>The repository's configuration; of a worktree or submodule, whose <c>.git</c> is a file, that of the repository itself.</summary>
    private string? FindConfig()
    {
        var git = Path.Combine(Directory, ".git");
        if (File.Exists(git) && File.ReadAllText(git) is var text && text.StartsWith("gitdir:", StringComparison.Ordinal))
        {
            git = Path.GetFullPath(text["gitdir:".Length..].Trim(), Directory);
            var common = Path.Combine(git, "commondir");
            if (File.Exists(common)) git = Path.GetFullPath(File.ReadAllText(common).Trim(), git);
        }

        var config = Path.Combine(git, "config");
        return File.Exists(config) ? config : null;
    }

    /// <summary><c>git@host:owner/name.git</c> and <c>https://user:secret@host/owner/name.git</c> as <c>https://host/owner/name</c>.</summary>
    public static string WebAddress(string url)
    {
        // Git takes "host:path" for SSH when no slash comes before the colon; one letter is a drive of Windows.
        if (!url.Contains("://", StringComparison.Ordinal) && url.Split(':', 2) is [{ Length: > 1 } host, var path] && !host.Contains('/', StringComparison.Ordinal))
        {
            url = $"https://{host[(host.IndexOf('@', StringComparison.Ordinal) + 1)..]}/{path}";
        }

        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.IsFile) return "";

        var scheme = address.Scheme == "http" ? "http" : "https";
        var port = address.Scheme is "http" or "https" && !address.IsDefaultPort ? $":{address.Port}" : "";
        var text = $"{scheme}://{address.Host}{port}{address.AbsolutePath}";
        return text.EndsWith(".git", StringComparison.Ordinal) ? text[..^".git".Length] : text;
    }
}
