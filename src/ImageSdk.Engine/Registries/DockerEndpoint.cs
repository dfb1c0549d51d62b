using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ImageSdk.Diagnostics;

namespace ImageSdk.Engine.Registries;

/// <summary>Where the Docker engine listens.</summary>
/// <param name="Host">
/// The address in Docker's notation: <c>unix:///var/run/docker.sock</c>, <c>tcp://host:2376</c>, <c>ssh://user@host</c>.
/// </param>
/// <param name="Context">The Docker context that says so; null when the environment or the default does.</param>
/// <param name="IsEncrypted">Whether a connection by TCP is one of TLS.</param>
/// <remarks>
/// Source: github.com/docker/cli, cli/command (resolveDockerEndpoint) and cli/flags (DOCKER_TLS and DOCKER_TLS_VERIFY).
/// </remarks>
public sealed record DockerEndpoint(string Host, string? Context = null, bool IsEncrypted = false)
{
    /// <summary>
    /// The context that is not stored: what the environment says, or the address where docker installs the engine.
    /// </summary>
    internal const string DefaultContext = "default";

    private static string DefaultHost =>
        OperatingSystem.IsWindows() ? "npipe:////./pipe/docker_engine" : "unix:///var/run/docker.sock";

    /// <summary>The endpoint of the context in use.</summary>
    internal static DockerEndpoint Find(DockerConfiguration configuration) =>
        configuration.Context is var context and not DefaultContext
        ? FromContext(configuration, context)
        : new DockerEndpoint(
            configuration.Variable("DOCKER_HOST") is { } host ? Complete(host) : DefaultHost,
            IsEncrypted: configuration.Variable("DOCKER_TLS_VERIFY") is not null
                || configuration.Variable("DOCKER_TLS") is not null);

    /// <summary>The file that says what a context is.</summary>
    internal static string MetadataFile(DockerConfiguration configuration, string context) =>
        Path.Combine(configuration.Directory, "contexts", "meta", Id(context), "meta.json");

    /// <summary>As docker completes an address: without a scheme it is one of TCP, and one of TCP has a port.</summary>
    private static string Complete(string host)
    {
        var address = host.Contains("://", StringComparison.Ordinal) ? host : $"tcp://{host}";
        return Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri is { Scheme: "tcp", Port: -1, AbsolutePath: "/" }
            ? $"tcp://{uri.Host}:2375"
            : address;
    }

    private static DockerEndpoint FromContext(DockerConfiguration configuration, string context)
    {
        var file = MetadataFile(configuration, context);
        using var document = DockerConfigurationFile.Read(file) ?? throw new DiagnosticException(
            DiagnosticDescriptors.DockerContextNotFound.At(
                new SourceLocation(Path.Combine(configuration.Directory, "config.json")),
                $"The Docker context '{context}' does not exist. 'docker context ls' lists those that do; "
                + "choose one with 'docker context use' or the environment variable DOCKER_CONTEXT."));
        var endpoint = document.RootElement.Member("Endpoints")?.Member("docker");
        var host = endpoint?.Text("Host")
            ?? throw DockerConfigurationFile.Damaged(
                new SourceLocation(file), $"The Docker context '{context}' names no engine (Endpoints.docker.Host).");
        var certificates = Path.Combine(configuration.Directory, "contexts", "tls", Id(context), "docker");
        var isUnverified = endpoint?.Member("SkipTLSVerify") is { ValueKind: JsonValueKind.True };
        return new DockerEndpoint(host, context, isUnverified || Directory.Exists(certificates));
    }

    private static string Id(string context) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(context)));
}
