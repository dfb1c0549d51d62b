using System.Diagnostics;
using System.Net.Sockets;
using CliWrap;
using CliWrap.Buffered;

namespace ImageSdk.EndToEnd.Tests.Infrastructure;

/// <summary>
/// A buildx builder of the remote driver, as a fleet of BuildKits is used. Behind it is the engine's own BuildKit, which each
/// connection to a socket reaches by <c>docker buildx dial-stdio</c>. Only the commands of one tree know the builder.
/// </summary>
public sealed class RemoteBuilder : IDisposable
{
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);

    private RemoteBuilder(string socket) => _listener.Bind(new UnixDomainSocketEndPoint(socket));

    /// <summary>The builder's name.</summary>
    public string Name { get; } = "fleet";

    /// <summary>Makes the builder for a tree.</summary>
    public static async Task<RemoteBuilder> CreateAsync(TestTree tree)
    {
        var builder = new RemoteBuilder(tree.PathOf("fleet.sock"));
        builder._listener.Listen();
        _ = builder.AcceptAsync();

        // With a configuration of its own, so that it is gone with the tree.
        var configuration = tree.PathOf("buildx");
        tree.SetEnvironment("BUILDX_CONFIG", configuration);
        await Cli.Wrap("docker").WithEnvironmentVariables(e => e.Set("BUILDX_CONFIG", configuration))
            .WithArguments(["buildx", "create", "--name", builder.Name, "--driver", "remote", "unix://" + tree.PathOf("fleet.sock")])
            .ExecuteBufferedAsync();
        return builder;
    }

    /// <summary><c>docker buildx use</c>, for the tree alone.</summary>
    public static async Task UseAsync(TestTree tree, string name) => await Cli.Wrap("docker")
        .WithEnvironmentVariables(e => e.Set("BUILDX_CONFIG", tree.PathOf("buildx"))).WithArguments(["buildx", "use", name]).ExecuteBufferedAsync();

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = ServeAsync(await _listener.AcceptAsync());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private static async Task ServeAsync(Socket client)
    {
        await using var near = new NetworkStream(client, ownsSocket: true);
        using var far = Process.Start(new ProcessStartInfo("docker", ["buildx", "dial-stdio"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        try
        {
            await Task.WhenAny(
                CopyAsync(near, far.StandardInput.BaseStream),
                CopyAsync(far.StandardOutput.BaseStream, near));
        }
        catch (IOException)
        {
            // Either side went away.
        }
        finally
        {
            far.Kill();
            await far.WaitForExitAsync();
        }
    }

    /// <summary>Copies each piece at once: the protocol waits for answers.</summary>
    private static async Task CopyAsync(Stream from, Stream to)
    {
        var buffer = new byte[64 * 1024];
        while (await from.ReadAsync(buffer) is > 0 and var count)
        {
            await to.WriteAsync(buffer.AsMemory(0, count));
            await to.FlushAsync();
        }
    }
}
