using System.Diagnostics;

namespace ImageSdk.EndToEnd.Tests.Infrastructure;

/// <summary>A real registry of one test that takes nothing from anyone without a password, and nobody has one.</summary>
public sealed class LockedRegistry : IAsyncDisposable
{
    private readonly Process _process;

    private LockedRegistry(Process process, string host) => (_process, Host) = (process, host);

    /// <summary>Its host and port.</summary>
    public string Host { get; }

    /// <summary>Starts a registry and waits until it listens.</summary>
    public static async Task<LockedRegistry> StartAsync(TestTree tree)
    {
        tree.Write("registry/htpasswd", "nobody:$2b$05$abcdefghijklmnopqrstuu1Uu84v11glUzUIYqnv1xIIPMk8cfLlK\n");
        tree.Write("registry/config.yml", $$"""
            version: 0.1
            storage: { filesystem: { rootdirectory: "{{tree.PathOf("registry/data")}}" } }
            http: { addr: "127.0.0.1:0" }
            auth: { htpasswd: { realm: tests, path: "{{tree.PathOf("registry/htpasswd")}}" } }
            """);
        var start = new ProcessStartInfo("docker-registry", ["serve", tree.PathOf("registry/config.yml")]) { RedirectStandardError = true, RedirectStandardOutput = true };
        var process = Process.Start(start)!;
        const string marker = "listening on 127.0.0.1:";
        while (await process.StandardError.ReadLineAsync() is { } line)
        {
            var at = line.IndexOf(marker, StringComparison.Ordinal);
            if (at < 0) continue;

            _ = process.StandardError.ReadToEndAsync();
            _ = process.StandardOutput.ReadToEndAsync();
            return new LockedRegistry(process, "localhost:" + new string([.. line[(at + marker.Length)..].TakeWhile(char.IsAsciiDigit)]));
        }

        throw new AssertFailedException("docker-registry does not start.");
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
