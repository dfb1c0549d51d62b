using System.Security.Cryptography;
using System.Text;
using ImageSdk.Diagnostics;

namespace ImageSdk.Engine.Registries;

/// <summary>Where the Docker engine listens.</summary>
/// <param name="Host">
/// The address in Docker's notation: <c>unix:///var/run/docker.sock</c>, <c>tcp://host:2376</c>, <c>ssh://user@host</c>.
/// </param>
/// <param name="Context">The Docker context that says so; null when the environment or the default does.</param>
/// <param name="CertificateDirectory">
/// The directory of <c>ca.pem</c>, <c>cert.pem</c> and <c>key.pem</c>, when the connection uses TLS; else null.
/// </param>
public sealed record DockerEndpoint(string Host, string? Context = null, string? CertificateDirectory = null)
{
    private static string DefaultHost =>
        OperatingSystem.IsWindows() ? "npipe:////./pipe/docker_engine" : "unix:///var/run/docker.sock";

    /// <summary>The precedence of the docker command: DOCKER_HOST, DOCKER_CONTEXT, the context in use, the default.</summary>
    internal static DockerEndpoint Find(DockerConfiguration configuration, Func<string, string?> environment)
    {
        if (environment("DOCKER_HOST") is { Length: > 0 } host)
            return new DockerEndpoint(host, null, CertificatesFromEnvironment(configuration, environment));
        var context = environment("DOCKER_CONTEXT") is { Length: > 0 } chosen ? chosen : configuration.CurrentContext;
        return context is null or "default" ? new DockerEndpoint(DefaultHost) : FromContext(configuration.Directory, context);
    }

    private static string? CertificatesFromEnvironment(DockerConfiguration configuration, Func<string, string?> environment)
    {
        if (string.IsNullOrEmpty(environment("DOCKER_TLS_VERIFY")) && string.IsNullOrEmpty(environment("DOCKER_TLS")))
            return null;
        return environment("DOCKER_CERT_PATH") is { Length: > 0 } directory ? directory : configuration.Directory;
    }

    private static DockerEndpoint FromContext(string directory, string context)
    {
        var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(context)));
        var file = Path.Combine(directory, "contexts", "meta", id, "meta.json");
        using var document = DockerConfigurationFile.Read(file) ?? throw new DiagnosticException(
            DiagnosticDescriptors.DockerContextNotFound.At(
                new SourceLocation(Path.Combine(directory, "config.json")),
                $"The Docker context '{context}' does not exist. 'docker context ls' lists those that do; "
                + "choose one with 'docker context use' or the environment variable DOCKER_CONTEXT."));
        var host = document.RootElement.Member("Endpoints")?.Member("docker")?.Text("Host")
            ?? throw DockerConfigurationFile.Damaged(
                new SourceLocation(file), $"The Docker context '{context}' names no engine (Endpoints.docker.Host).");
        var certificates = Path.Combine(directory, "contexts", "tls", id, "docker");
        return new DockerEndpoint(host, context, Directory.Exists(certificates) ? certificates : null);
    }
}
