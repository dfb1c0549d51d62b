using System.Globalization;
using ImageSdk.Storage;

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
    /// The URL of the remote <c>origin</c> as a web address without credentials, or empty. Read from the repository's
    /// configuration: a build that changes nothing starts no process.
    /// </summary>
    public string GetSource()
    {
        if (FindConfig() is not { } config) return "";

        var inOrigin = false;
        foreach (var line in TextFile.ReadLines(config).Select(l => l.Trim()))
        {
            if (line.StartsWith('[')) inOrigin = line == "[remote \"origin\"]";
            else if (inOrigin && line.StartsWith("url", StringComparison.Ordinal) && line.Split('=', 2) is [var key, var url]
                && key.Trim() == "url")
            {
                return WebAddress(url.Trim());
            }
        }

        return "";
    }

    /// <summary>Whether the last commit has the content of a file, so that git can take a change of the file back.</summary>
    /// <remarks>
    /// Compares with the commit itself: <c>git status</c> says nothing of files that are ignored or marked
    /// (<c>assume-unchanged</c>), and runs the repository's monitors and filters.
    /// </remarks>
    /// <param name="path">The full path of the file, symbolic links resolved.</param>
    /// <param name="content">Its text; null for a file that does not exist.</param>
    /// <param name="environment">Where git is, and what it is started with.</param>
    /// <param name="cancellationToken">Ends git.</param>
    public static async Task<CommitState> FindInCommitAsync(string path, string? content, BuildEnvironment environment,
        CancellationToken cancellationToken)
    {
        var folder = Path.GetDirectoryName(path)!;
        if (Find(folder) is null) return CommitState.NoRepository;
        var git = new GitCommand(environment, folder);
        if (await git.AskAsync(cancellationToken, "rev-parse", "--git-dir").ConfigureAwait(false) is null)
            return CommitState.Unknown;
        if (await git.AskAsync(cancellationToken, "rev-parse", "--verify", "--quiet", "HEAD").ConfigureAwait(false) is null)
            return CommitState.NoCommit;
        if (content is null) return CommitState.Committed;
        var committed = await git.AskAsync(cancellationToken, "cat-file", "blob", $"HEAD:./{Path.GetFileName(path)}")
            .ConfigureAwait(false);
        return committed is not null && Plain(committed) == Plain(content) ? CommitState.Committed : CommitState.Changed;

        // A checkout may have other line endings than the commit.
        static string Plain(string text) => text.TrimStart('\uFEFF').ReplaceLineEndings("\n");
    }

    /// <summary>The checked-out commit and its time, or null outside a commit or without git.</summary>
    /// <param name="environment">Where git is, and what it is started with.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<(string Revision, DateTimeOffset Time)?> GetCommitAsync(BuildEnvironment environment,
        CancellationToken cancellationToken)
    {
        var output = await new GitCommand(environment, Directory)
            .AskAsync(cancellationToken, "show", "--no-patch", "--no-show-signature", "--no-notes", "--format=%H %ct", "HEAD")
            .ConfigureAwait(false);
        // The author of a commit chooses its time, so it can be one that no calendar has.
        return output?.Trim().Split(' ') is [var revision, var text]
            && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? (revision, DateTimeOffset.FromUnixTimeSeconds(seconds))
            : null;
    }

    /// <summary>
    /// The repository's configuration; of a worktree or submodule, whose <c>.git</c> is a file, that of the repository itself.
    /// </summary>
    private string? FindConfig()
    {
        var git = Path.Combine(Directory, ".git");
        if (File.Exists(git) && TextFile.Read(git) is var text && text.StartsWith("gitdir:", StringComparison.Ordinal))
        {
            git = FullPath(text["gitdir:".Length..], Directory);
            var common = Path.Combine(git, "commondir");
            if (File.Exists(common)) git = FullPath(TextFile.Read(common), git);
        }

        var config = Path.Combine(git, "config");
        return File.Exists(config) ? config : null;
    }

    private static string FullPath(string text, string directory) => Path.GetFullPath(text.Trim().Replace('\0', '?'), directory);

    /// <summary>
    /// <c>git@host:owner/name.git</c> and <c>https://user:secret@host/owner/name.git</c> as <c>https://host/owner/name</c>.
    /// </summary>
    public static string WebAddress(string url)
    {
        // Git takes "host:path" for SSH when no slash comes before the colon; one letter is a drive of Windows.
        if (!url.Contains("://", StringComparison.Ordinal) && url.Split(':', 2) is [{ Length: > 1 } host, var path]
            && !host.Contains('/', StringComparison.Ordinal))
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
