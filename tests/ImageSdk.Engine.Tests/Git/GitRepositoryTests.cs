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
}
