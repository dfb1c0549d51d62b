using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;

namespace ImageSdk.EndToEnd.Tests.Infrastructure;

/// <summary>A registry of one test that lets only alice in: the program <c>docker-registry</c> on a free loopback port.</summary>
public sealed class RegistryProcess : IDisposable
{
    /// <summary>The only user.</summary>
    public const string User = "alice";

    /// <summary>Her password.</summary>
    public const string Password = "secret-of-alice";

    // With bcrypt, the only hash that the registry takes.
    private const string Accounts = $"{User}:$2b$05$abcdefghijklmnopqrstuu1Uu84v11glUzUIYqnv1xIIPMk8cfLlK\n";

    private readonly Process _process;

    private RegistryProcess(Process process, string host) => (_process, Host) = (process, host);

    /// <summary>Its host and port.</summary>
    public string Host { get; }

    /// <summary>Name and password as Docker's configuration keeps them.</summary>
    public static string Login { get; } = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{User}:{Password}"));

    /// <summary>Name and password as a request carries them.</summary>
    public static AuthenticationHeaderValue Authorization { get; } = new("Basic", Login);

    /// <summary>Starts a registry and waits until it listens.</summary>
    /// <param name="tree">Where it keeps its files.</param>
    public static async Task<RegistryProcess> StartAsync(TestTree tree)
    {
        tree.Write("registry/htpasswd", Accounts);
        tree.Write("registry/config.yml", $"""
            version: 0.1
            storage:
              filesystem:
                rootdirectory: {tree.PathOf("registry/data")}
            http:
              addr: 127.0.0.1:0
            auth:
              htpasswd:
                realm: test
                path: {tree.PathOf("registry/htpasswd")}
            """);
        var process = Process.Start(new ProcessStartInfo("docker-registry", ["serve", tree.PathOf("registry/config.yml")])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;
        process.OutputDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        return new RegistryProcess(process, $"127.0.0.1:{await ReadPortAsync(process)}");
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
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
                // Drained from now on, so that the registry never waits for a reader.
                _ = process.StandardError.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
                return new string([.. line[(start + marker.Length)..].TakeWhile(char.IsAsciiDigit)]);
            }
        }

        throw new AssertFailedException($"docker-registry does not start:{Environment.NewLine}{log}");
    }
}
