using ImageSdk.Engine.Tests.Infrastructure;

namespace ImageSdk.Engine.Tests;

[TestClass]
public sealed class BuildEnvironmentTests
{
    [TestMethod]
    public void A_relative_path_starts_from_the_project() =>
        Assert.AreEqual("/tree/docker", Of("/tree/app", ("DOCKER_CONFIG", "../docker"), ("BUILDX_CONFIG", "/x")).Find("DOCKER_CONFIG"));

    [TestMethod]
    public void A_program_is_one_on_the_full_paths_of_PATH_that_may_be_started()
    {
        using var directory = new TemporaryDirectory();
        directory.Write("text/tool", "no program");
        var tool = directory.Write("bin/tool", "#!/bin/sh\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(tool, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var relative = Path.GetRelativePath(Environment.CurrentDirectory, Path.GetDirectoryName(tool)!);

        Assert.AreEqual(tool, Of("/", ("PATH", $"{directory.FullName}/text:{directory.FullName}/bin")).FindProgram("tool"));
        Assert.IsNull(Of("/", ("PATH", relative)).FindProgram("tool"));
        Assert.IsNull(Of("/").FindProgram("tool"));
    }

    [TestMethod]
    public void A_process_is_started_with_it_and_nothing_else()
    {
        var changes = Of("/", ("OWN", "value")).ForProcess();

        Assert.AreEqual("value", changes["OWN"]);
        Assert.IsNull(changes["PATH"]);
        Assert.IsTrue(changes.ContainsKey("PATH"));
    }

    [TestMethod]
    public void Projects_share_a_session_that_have_the_same()
    {
        using var sessions = new EngineSessions();
        var session = sessions.For(Of("/one", ("A", "1"), ("DOCKER_CONFIG", "/docker")));

        Assert.AreSame(session, sessions.For(Of("/two", ("DOCKER_CONFIG", "/docker"), ("A", "1"))));
        Assert.AreNotSame(session, sessions.For(Of("/one", ("A", "2"), ("DOCKER_CONFIG", "/docker"))));
        Assert.AreNotSame(session, sessions.For(Of("/one", ("A", "1"))));
    }

    private static BuildEnvironment Of(string directory, params (string Name, string Value)[] variables) =>
        new(variables.Select(v => KeyValuePair.Create(v.Name, v.Value)), directory);
}
