using System.Diagnostics;

namespace ImageSdk.Testing;

/// <summary>
/// A registry of one test: the program <c>docker-registry</c> on a free loopback port, with its own configuration.
/// </summary>
public sealed class RegistryProcess : IDisposable
{
    private readonly Process _process;
    private readonly DirectoryInfo _directory;

    private RegistryProcess(Process process, DirectoryInfo directory, string host) =>
        (_process, _directory, Host) = (process, directory, host);

    /// <summary>Its host and port.</summary>
    public string Host { get; }

    /// <summary>Starts a registry and waits until it listens.</summary>
    /// <param name="authentication">
    /// The section <c>auth</c> of its configuration, in YAML; <c>{directory}</c> is the directory of the files.
    /// </param>
    /// <param name="files">Files that the configuration names: name and content.</param>
    public static async Task<RegistryProcess> StartAsync(string authentication, params (string Name, string Content)[] files)
    {
        var directory = Directory.CreateTempSubdirectory("imagesdk-registry-");
        foreach (var (name, content) in files) await File.WriteAllTextAsync(Path.Combine(directory.FullName, name), content);
        var configuration = Path.Combine(directory.FullName, "config.yml");
        await File.WriteAllTextAsync(configuration, $"""
            version: 0.1
            storage:
              filesystem:
                rootdirectory: {directory.FullName}/data
            http:
              addr: 127.0.0.1:0
            {authentication.Replace("{directory}", directory.FullName, StringComparison.Ordinal)}
            """);
        var process = Process.Start(new ProcessStartInfo("docker-registry", ["serve", configuration])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;
        process.OutputDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        return new RegistryProcess(process, directory, $"127.0.0.1:{await ReadPortAsync(process)}");
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _directory.Delete(recursive: true);
    }

    private static async Task<string> ReadPortAsync(Process process)
    {
        const string marker = "listening on 127.0.0.1:";
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var log = "";
        while (await process.StandardError.ReadLineAsync(patience.Token) is { } line)
        {
            log += line + Environment.NewLine;
            if (line.IndexOf(marker, StringComparison.Ordinal) is var start and >= 0)
            {
                // The stream is a reader's now; drain it so that the registry never waits for it.
                _ = process.StandardError.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
                var port = line[(start + marker.Length)..];
                return new string([.. port.TakeWhile(char.IsAsciiDigit)]);
            }
        }
        throw new InvalidOperationException($"docker-registry does not start:{Environment.NewLine}{log}");
    }
}
