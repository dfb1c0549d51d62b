using CliWrap;
using ImageSdk.Engine.Git;
using ImageSdk.Engine.Tests.Infrastructure;

namespace ImageSdk.Engine.Tests.Git;

[TestClass]
public sealed class GitRepositoryTests
{
    [TestMethod]
    [DataRow("https://github.com/team/speech.git", "https://github.com/team/speech")]
    [DataRow("https://github.com/team/speech", "https://github.com/team/speech")]
    [DataRow("https://user:secret@github.com/team/speech.git", "https://github.com/team/speech")]
    [DataRow("https://token@dev.example.com:8443/team/speech", "https://dev.example.com:8443/team/speech")]
    [DataRow("http://git.local:3000/team/speech.git", "http://git.local:3000/team/speech")]
    [DataRow("git@github.com:team/speech.git", "https://github.com/team/speech")]
    [DataRow("ssh://git@git.example.com:2222/team/speech.git", "https://git.example.com/team/speech")]
    [DataRow("git://git.example.com/speech.git", "https://git.example.com/speech")]
    [DataRow("https://github.com/team/speech?token=secret", "https://github.com/team/speech")]
    [DataRow("git.example.com:team/speech.git", "https://git.example.com/team/speech")]
    [DataRow("/srv/git/speech.git", "")]
    [DataRow("../speech.git", "")]
    [DataRow("file:///srv/git/speech.git", "")]
    [DataRow("C:/git/speech", "")]
    [DataRow("", "")]
    public void The_web_address_of_a_remote_has_no_credentials(string url, string expected) =>
        Assert.AreEqual(expected, GitRepository.WebAddress(url));

    [TestMethod]
    public void The_source_is_the_remote_called_origin()
    {
        using var directory = new TemporaryDirectory();
        directory.Write(".git/config", """
            [core]
            	bare = false
            [remote "fork"]
            	url = git@example.com:me/speech.git
            [remote "origin"]
            	urls = https://example.com/no
            	url = https://example.com/team/speech.git
            	fetch = +refs/heads/*:refs/remotes/origin/*
            [branch "main"]
            	url = https://example.com/neither
            """);
        directory.Write("base/Dockerfile", "");

        var repository = GitRepository.Find(Path.Combine(directory.FullName, "base"))!;

        Assert.AreEqual(directory.FullName, repository.Directory);
        Assert.AreEqual("https://example.com/team/speech", repository.GetSource());
    }

    [TestMethod]
    public void Without_a_remote_there_is_no_source()
    {
        using var directory = new TemporaryDirectory();
        directory.Write(".git/config", "[core]\n");

        Assert.AreEqual("", GitRepository.Find(directory.FullName)!.GetSource());
    }

    [TestMethod]
    public async Task A_repository_without_a_commit_has_none()
    {
        using var directory = new TemporaryDirectory();
        directory.Write(".git/config", "[core]\n");

        Assert.IsNull(await GitRepository.Find(directory.FullName)!.GetCommitAsync(BuildEnvironment.OfProcess(directory.FullName), CancellationToken.None));
    }

    [TestMethod]
    public async Task Only_content_that_the_last_commit_has_can_be_brought_back()
    {
        using var directory = new TemporaryDirectory();
        async Task<CommitState> State(string path, string? content) => await GitRepository.FindInCommitAsync(Path.Combine(directory.FullName, path), content, BuildEnvironment.OfProcess(directory.FullName), default);
        directory.Write("repository/app/Dockerfile", "FROM a\n");
        Assert.AreEqual(CommitState.NoRepository, await State("repository/app/Dockerfile", "FROM a\n"));

        directory.Write("outside/Dockerfile", "FROM a\n");
        await GitAsync(directory, "repository", "init", "--quiet");
        Assert.AreEqual(CommitState.NoCommit, await State("repository/app/Dockerfile", "FROM a\n"));
        Assert.AreEqual(CommitState.NoCommit, await State("repository/app/.dockerignore", null), "also a new file");

        directory.Write("repository/.gitignore", "ignored\n");
        directory.Write("repository/app/hidden", "a\n");
        await GitAsync(directory, "repository", "add", "--all");
        await GitAsync(directory, "repository", "commit", "--quiet", "--message", "one");
        Assert.AreEqual(CommitState.Committed, await State("repository/app/Dockerfile", "FROM a\r\n"), "line endings are those of the checkout");
        Assert.AreEqual(CommitState.Committed, await State("repository/app/.dockerignore", null));
        Assert.AreEqual(CommitState.Changed, await State("repository/app/Dockerfile", "FROM b\n"));
        Assert.AreEqual(CommitState.NoRepository, await State("outside/Dockerfile", "FROM a\n"));

        directory.Write("repository/ignored/Dockerfile", "FROM a\n");
        Assert.AreEqual(CommitState.Changed, await State("repository/ignored/Dockerfile", "FROM a\n"));
        await GitAsync(directory, "repository", "update-index", "--assume-unchanged", "app/hidden");
        Assert.AreEqual(CommitState.Changed, await State("repository/app/hidden", "b\n"), "git status would say nothing of it");

        await GitAsync(directory, "repository", "checkout", "--quiet", "--detach");
        Assert.AreEqual(CommitState.Committed, await State("repository/app/Dockerfile", "FROM a\n"));
        await GitAsync(directory, "repository", "worktree", "add", "--quiet", "../tree");
        Assert.AreEqual(CommitState.Committed, await State("tree/app/Dockerfile", "FROM a\n"));
        Assert.AreEqual(CommitState.Changed, await State("tree/app/Dockerfile", "FROM b\n"));
        await GitAsync(directory, "repository", "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", Path.Combine(directory.FullName, "tree"), "module");
        Assert.AreEqual(CommitState.Committed, await State("repository/module/app/Dockerfile", "FROM a\n"));
        Assert.AreEqual(CommitState.Changed, await State("repository/module/app/Dockerfile", "FROM b\n"));

        directory.Write("damaged/.git", "gitdir: nowhere");
        Assert.AreEqual(CommitState.Unknown, await State("damaged/Dockerfile", "FROM a\n"));
    }

    private static async Task GitAsync(TemporaryDirectory directory, string folder, params string[] arguments) => await Cli.Wrap("git")
        .WithArguments([.. (string[])["-c", "user.name=a", "-c", "user.email=a@example.com"], .. arguments]).WithWorkingDirectory(Path.Combine(directory.FullName, folder)).ExecuteAsync();
}
