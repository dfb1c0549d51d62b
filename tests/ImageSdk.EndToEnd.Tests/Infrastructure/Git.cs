using CliWrap;
using CliWrap.Buffered;

namespace ImageSdk.EndToEnd.Tests.Infrastructure;

/// <summary>The git repository of a tree, whose commits have given times.</summary>
public sealed class Git(TestTree tree)
{
    /// <summary>Commits everything; the first commit makes the repository.</summary>
    /// <returns>The commit's full name.</returns>
    public async Task<string> CommitAsync(string time)
    {
        if (!Directory.Exists(tree.PathOf(".git")))
        {
            await RunAsync(time, "init", "--quiet");
            await RunAsync(time, "remote", "add", "origin", "git@example.com:speech/images.git");
        }

        tree.Write(".gitignore", "bin/\nobj/\n");
        await RunAsync(time, "add", "--all");
        await RunAsync(time, "commit", "--quiet", "--allow-empty", "--message", "A state of the tree");
        return await RunAsync(time, "rev-parse", "HEAD");
    }

    private async Task<string> RunAsync(string time, params string[] arguments)
    {
        var result = await Cli.Wrap("git").WithArguments(arguments).WithWorkingDirectory(tree.Root)
            .WithEnvironmentVariables(e => e
                .Set("GIT_AUTHOR_DATE", time).Set("GIT_COMMITTER_DATE", time)
                .Set("GIT_AUTHOR_NAME", "a").Set("GIT_AUTHOR_EMAIL", "a@example.com")
                .Set("GIT_COMMITTER_NAME", "a").Set("GIT_COMMITTER_EMAIL", "a@example.com")
                .Set("GIT_CONFIG_GLOBAL", "/dev/null").Set("GIT_CONFIG_NOSYSTEM", "1"))
            .ExecuteBufferedAsync();
        return result.StandardOutput.Trim();
    }
}
