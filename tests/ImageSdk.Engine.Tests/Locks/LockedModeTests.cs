using ImageSdk.Diagnostics;
using ImageSdk.Engine.Locks;
using ImageSdk.Engine.Tests.Infrastructure;
using ImageSdk.Locking;
using ImageSdk.Planning;
using ImageSdk.References;

namespace ImageSdk.Engine.Tests.Locks;

[TestClass]
public sealed class LockedModeTests
{
    [TestMethod]
    [DataRow("FROM python:3-${TARGETARCH}\n", "", true)]
    [DataRow("FROM python:3-${TARGETARCH}\n", "linux/amd64;linux/arm64", false)]
    [DataRow("FROM python:3-slim\n", "", false)]
    public async Task A_lock_that_depends_on_the_machine_is_said_to(string dockerfile, string platforms, bool isSaid)
    {
        using var directory = new TemporaryDirectory();
        var definition = new ImageDefinition
        {
            Name = "app",
            ProjectFile = Path.Combine(directory.FullName, "app.imageproj"),
            Dockerfile = Path.Combine(directory.FullName, "Dockerfile"),
            ContextDirectory = directory.FullName,
            Platforms = [.. platforms.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(Platform.Parse)],
            LockFile = Path.Combine(directory.FullName, "images.lock.json"),
            IntermediateDirectory = directory.FullName,
        };
        await File.WriteAllTextAsync(definition.Dockerfile, dockerfile);
        await File.WriteAllTextAsync(definition.LockFile, LockFile.Empty.Write());
        var names = DockerfileNames.Read(definition, definition.Platforms, [], LockFile.Empty);
        using var session = new EngineSession(BuildEnvironment.OfProcess(Path.GetTempPath()));

        var error = await Assert.ThrowsExactlyAsync<DiagnosticException>(
            () => new ImageRestore(session) { LockedMode = true }.RunAsync(definition, names, CancellationToken.None));

        Assert.IsTrue(error.Diagnostics.All(d => d.Descriptor.Code == "IMG2006"));
        Assert.AreEqual(isSaid, error.Diagnostics.All(d => d.Message.Contains("Set ImagePlatforms", StringComparison.Ordinal)));
    }
}
