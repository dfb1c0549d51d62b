using ImageSdk.Diagnostics;
using ImageSdk.Engine.Buildx;
using ImageSdk.Engine.Tests.Infrastructure;

namespace ImageSdk.Engine.Tests.Buildx;

/// <summary>What is started for buildx.</summary>
[TestClass]
public sealed class BuildxCommandTests
{
    private const string Binary = "\u007fELF";
    private const string Script = "#!/bin/sh\nexec sudo docker \"$@\"\n";

    [TestMethod]
    public void The_plug_in_is_started_without_the_docker_command_in_front_of_it()
    {
        using var folder = new DockerFolder();
        Install(folder, "bin/docker", Binary);
        var plugin = Install(folder, "cli-plugins/docker-buildx", Binary);

        var command = Find(folder);

        Assert.AreEqual(plugin, command.File);
        Assert.IsEmpty(command.Arguments);
    }

    [TestMethod]
    public void A_plug_in_is_looked_for_first_where_the_configuration_says()
    {
        using var folder = new DockerFolder();
        Install(folder, "bin/docker", Binary);
        Install(folder, "cli-plugins/docker-buildx", Binary);
        var plugin = Install(folder, "more/docker-buildx", Binary);
        folder.Write("config.json", $$"""{"cliPluginsExtraDirs":["{{Path.GetDirectoryName(plugin)}}"]}""");

        Assert.AreEqual(plugin, Find(folder).File);
    }

    [TestMethod]
    public void A_docker_that_is_a_script_gets_the_calls()
    {
        using var folder = new DockerFolder();
        var docker = Install(folder, "bin/docker", Script);
        Install(folder, "cli-plugins/docker-buildx", Binary);

        var command = Find(folder);

        Assert.AreEqual(docker, command.File);
        CollectionAssert.AreEqual(new[] { "buildx" }, command.Arguments.ToArray());
    }

    [TestMethod]
    public void A_plug_in_that_may_not_be_run_is_none()
    {
        using var folder = new DockerFolder();
        Install(folder, "bin/docker", Binary);
        var plugin = folder.Write("cli-plugins/docker-buildx", Binary);

        Assert.AreNotEqual(plugin, Find(folder).File);
    }

    [TestMethod]
    public void A_plug_in_without_a_docker_command_is_not_enough()
    {
        using var folder = new DockerFolder();
        Install(folder, "cli-plugins/docker-buildx", Binary);

        Assert.AreEqual(DiagnosticDescriptors.DockerMissing, Failure.Of(() => Find(folder)).Descriptor);
    }

    private static BuildxCommand Find(DockerFolder folder) =>
        BuildxCommand.Find(folder.Set("PATH", Path.Combine(folder.FullName, "bin")).Load());

    private static string Install(DockerFolder folder, string name, string content)
    {
        var file = folder.Write(name, content);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return file;
    }
}
