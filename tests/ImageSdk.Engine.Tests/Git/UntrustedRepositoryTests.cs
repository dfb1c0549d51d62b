using CliWrap;
using CliWrap.Buffered;
using ImageSdk.Engine.Git;
using ImageSdk.Engine.Tests.Infrastructure;

namespace ImageSdk.Engine.Tests.Git;

/// <summary>A repository can come from anybody. What its configuration names as a program does not run because somebody asks about a file.</summary>
[TestClass]
public sealed class UntrustedRepositoryTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private string Marker => Path.Combine(_directory.FullName, "ran");

    private string Repository => Path.Combine(_directory.FullName, "repository");

    public void Dispose() => _directory.Dispose();

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    [DataRow("core.fsmonitor", "SCRIPT")]
    [DataRow("core.hooksPath", "HOOKS")]
    [DataRow("filter.evil.clean", "SCRIPT")]
    [DataRow("filter.evil.process", "SCRIPT")]
    [DataRow("diff.external", "SCRIPT")]
    [DataRow("core.pager", "SCRIPT")]
    [DataRow("gpg.program", "SCRIPT")]
    public async Task Has_no_program_started(string key, string value)
    {
        await MakeAsync();
        var script = Script("hooks/post-index-change");
        await GitAsync("config", key, value.Replace("SCRIPT", script, StringComparison.Ordinal).Replace("HOOKS", Path.GetDirectoryName(script), StringComparison.Ordinal));
        await GitAsync("config", "log.showSignature", "true");
        _directory.Write("repository/.git/info/attributes", "* filter=evil\n");
        var file = Path.Combine(Repository, "Dockerfile");
        File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddHours(1));

        Assert.AreEqual(CommitState.Committed, await GitRepository.FindInCommitAsync(file, File.ReadAllText(file), Environment(), CancellationToken.None));
        Assert.IsNotNull(await new GitRepository(Repository).GetCommitAsync(Environment(), CancellationToken.None));

        Assert.IsFalse(File.Exists(Marker));
    }

    /// <summary>The programs that the test above is about do run when git is asked in the usual way.</summary>
    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    [DataRow("core.fsmonitor")]
    [DataRow("filter.evil.clean")]
    public async Task Has_a_program_started_by_a_plain_question(string key)
    {
        await MakeAsync();
        await GitAsync("config", key, Script("script"));
        _directory.Write("repository/.git/info/attributes", "* filter=evil\n");
        File.SetLastWriteTimeUtc(Path.Combine(Repository, "Dockerfile"), DateTime.UtcNow.AddHours(1));

        await GitAsync("status", "--porcelain");

        Assert.IsTrue(File.Exists(Marker));
    }

    [TestMethod]
    public async Task Is_asked_for_changes_and_not_another_one_that_variables_name()
    {
        await MakeAsync();
        var other = Path.Combine(_directory.FullName, "other");
        await RunAsync(_directory.FullName, "init", "--quiet", other);
        var (file, environment) = (Path.Combine(Repository, "Dockerfile"), Environment(("GIT_DIR", Path.Combine(other, ".git")), ("GIT_INDEX_FILE", Path.Combine(other, "index"))));

        Assert.AreEqual(CommitState.Committed, await GitRepository.FindInCommitAsync(file, File.ReadAllText(file), environment, CancellationToken.None));
        Assert.AreEqual((await GitAsync("rev-parse", "HEAD")).Trim(), (await new GitRepository(Repository).GetCommitAsync(environment, CancellationToken.None))?.Revision);

        File.AppendAllText(file, "RUN true\n");
        Assert.AreEqual(CommitState.Changed, await GitRepository.FindInCommitAsync(file, File.ReadAllText(file), environment, CancellationToken.None));
    }

    [TestMethod]
    [DataRow("99999999999999")]
    [DataRow("9223372036854775807")]
    [DataRow("99999999999999999999")]
    public async Task Has_no_commit_when_its_time_is_none(string time)
    {
        await MakeAsync();
        var tree = (await GitAsync("write-tree")).Trim();
        var file = _directory.Write("commit", $"tree {tree}\nauthor a <a@example.com> {time} +0000\ncommitter a <a@example.com> {time} +0000\n\nmessage\n");
        var commit = (await GitAsync("hash-object", "-t", "commit", "-w", "--literally", file)).Trim();
        await GitAsync("update-ref", "HEAD", commit);

        var found = await new GitRepository(Repository).GetCommitAsync(Environment(), CancellationToken.None);

        Assert.IsTrue(found is null || found.Value.Revision == commit);
    }

    [TestMethod]
    public void Is_asked_with_the_configuration_of_the_user_first()
    {
        var variables = GitCommand.Configure(
            new Dictionary<string, string?> { ["GIT_CONFIG_COUNT"] = "1", ["GIT_CONFIG_KEY_0"] = "safe.directory", ["GIT_CONFIG_VALUE_0"] = "*" }, [("core.fsmonitor", "false")]);

        Assert.AreEqual(("2", "safe.directory", "core.fsmonitor", "false"),
            (variables["GIT_CONFIG_COUNT"], variables["GIT_CONFIG_KEY_0"], variables["GIT_CONFIG_KEY_1"], variables["GIT_CONFIG_VALUE_1"]));
    }

    private async Task MakeAsync()
    {
        _directory.Write("repository/Dockerfile", "FROM scratch\n");
        await GitAsync("init", "--quiet");
        await GitAsync("add", "--all");
        await GitAsync("commit", "--quiet", "--message", "one");
    }

    private string Script(string name)
    {
        var script = _directory.Write(name, $"#!/bin/sh\ntouch '{Marker}'\ncat\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return script;
    }

    private BuildEnvironment Environment(params (string Name, string Value)[] variables) => new(
        [KeyValuePair.Create("PATH", System.Environment.GetEnvironmentVariable("PATH")!), .. variables.Select(variable => KeyValuePair.Create(variable.Name, variable.Value))], Repository);

    private Task<string> GitAsync(params string[] arguments) => RunAsync(Repository, arguments);

    private static async Task<string> RunAsync(string directory, params string[] arguments) => (await Cli.Wrap("git")
        .WithArguments(["-c", "user.name=a", "-c", "user.email=a@example.com", .. arguments]).WithWorkingDirectory(directory).ExecuteBufferedAsync()).StandardOutput;
}
