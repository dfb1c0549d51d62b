using CliWrap;
using CliWrap.Buffered;
using ImageSdk.Testing;

namespace ImageSdk.EndToEnd.Tests.Infrastructure;

/// <summary>
/// A buildx builder of the remote driver, as a fleet of BuildKits is used. Behind it is the engine's own BuildKit, which each
/// connection to a socket reaches by <c>docker buildx dial-stdio</c>. Only the commands of one tree know the builder.
/// </summary>
public sealed class RemoteBuilder : IDisposable
{
    private readonly BuildKitSocket _socket;

    private RemoteBuilder(string socket) => _socket = new BuildKitSocket(socket);

    /// <summary>The builder's name.</summary>
    public string Name { get; } = "fleet";

    /// <summary>Makes the builder for a tree.</summary>
    public static async Task<RemoteBuilder> CreateAsync(TestTree tree)
    {
        var builder = new RemoteBuilder(tree.PathOf("fleet.sock"));

        // With a configuration of its own, so that it is gone with the tree.
        var configuration = tree.PathOf("buildx");
        tree.SetEnvironment("BUILDX_CONFIG", configuration);
        await Cli.Wrap("docker").WithEnvironmentVariables(e => e.Set("BUILDX_CONFIG", configuration))
            .WithArguments(["buildx", "create", "--name", builder.Name, "--driver", "remote",
                "unix://" + tree.PathOf("fleet.sock")])
            .ExecuteBufferedAsync();
        return builder;
    }

    /// <summary><c>docker buildx use</c>, for the tree alone.</summary>
    public static async Task UseAsync(TestTree tree, string name) => await Cli.Wrap("docker")
        .WithEnvironmentVariables(e => e.Set("BUILDX_CONFIG", tree.PathOf("buildx")))
        .WithArguments(["buildx", "use", name]).ExecuteBufferedAsync();

    public void Dispose() => _socket.Dispose();
}
