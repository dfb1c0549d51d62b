using System.Diagnostics;

namespace ImageSdk.EndToEnd.Tests.Infrastructure;

/// <summary>A real engine of its own without the containerd image store. It has no network, and so also no registry.</summary>
public sealed class OldEngine : IDisposable
{
    private readonly Process _process;
    private readonly string _directory;

    private OldEngine(Process process, string directory) => (_process, _directory) = (process, directory);

    /// <summary>The address for DOCKER_HOST.</summary>
    public string Host => $"unix://{_directory}/docker.sock";

    /// <summary>Starts the engine and waits until it listens.</summary>
    public static async Task<OldEngine> StartAsync()
    {
        // A network namespace and mounts: CI runs as root, and a developer who does not still has all other tests.
        if (Environment.UserName != "root") Assert.Inconclusive("Only root can start another engine.");

        // Not below the tree: the path of a socket is at most 107 bytes long.
        var directory = Directory.CreateTempSubdirectory("imagesdk-").FullName;
        var configuration = Path.Combine(directory, "daemon.json");
        File.WriteAllText(configuration, """{ "features": { "containerd-snapshotter": false } }""");
        var dockerd = Find("dockerd");
        var process = Process.Start(new ProcessStartInfo("unshare",
        [
            // In a network namespace of its own: without a bridge, dockerd removes the docker0 that there is, whoever's it is.
            "--net", dockerd, "--config-file", configuration, "--bridge=none", "--iptables=false", "--ip6tables=false", "--userland-proxy=false",
            "--storage-driver=vfs", "--data-root", Path.Combine(directory, "data"), "--exec-root", Path.Combine(directory, "run"),
            "--pidfile", Path.Combine(directory, "pid"), "--host", $"unix://{directory}/docker.sock",
        ])
        {
            RedirectStandardError = true,
            Environment = { ["PATH"] = $"{Path.GetDirectoryName(dockerd)}:{Environment.GetEnvironmentVariable("PATH")}" },
        })!;
        var log = "";
        while (await process.StandardError.ReadLineAsync() is { } line)
        {
            log += line + "\n";
            if (!line.Contains("API listen on", StringComparison.Ordinal)) continue;

            // Drained, so that the engine never waits for its reader.
            _ = process.StandardError.BaseStream.CopyToAsync(Stream.Null);
            return new OldEngine(process, directory);
        }

        throw new AssertFailedException($"dockerd does not start:\n{log}");
    }

    public void Dispose()
    {
        DotnetProcess.Signal("TERM", _process.Id);
        _process.WaitForExit();
        _process.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    /// <summary>On PATH, or in the <c>sbin</c> beside the docker command.</summary>
    private static string Find(string program)
    {
        var path = Environment.GetEnvironmentVariable("PATH")!.Split(':');
        var docker = path.First(d => File.Exists(Path.Combine(d, "docker")));
        return path.Append(Path.GetFullPath("../sbin", docker)).Append("/usr/sbin").Select(d => Path.Combine(d, program)).First(File.Exists);
    }
}
