using System.Text.Json;
using ImageSdk.Diagnostics;

namespace ImageSdk.Engine.Registries;

/// <summary>
/// Docker's own client configuration: who the user is at a registry, and where the engine is. What works with
/// <c>docker</c> works here without another setting.
/// </summary>
/// <remarks>Source: github.com/docker/cli, cli/config (configfile, credentials) and cli/context/store.</remarks>
public sealed class DockerConfiguration
{
    /// <summary>The name under which Docker keeps the credentials of Docker Hub.</summary>
    public const string DockerHubServer = "https://index.docker.io/v1/";

    private static readonly Dictionary<string, string> ProxyKeys = new(StringComparer.Ordinal)
    {
        ["HTTP_PROXY"] = "httpProxy", ["HTTPS_PROXY"] = "httpsProxy", ["FTP_PROXY"] = "ftpProxy", ["ALL_PROXY"] = "allProxy",
    };

    private readonly Dictionary<string, string> _helpers = new(StringComparer.Ordinal);
    private readonly string? _store;

    private DockerConfiguration(string directory, BuildEnvironment environment)
    {
        Directory = directory;
        Environment = environment;
        using var document = DockerConfigurationFile.Read(File);
        if (document is null)
            return;
        var root = document.RootElement;
        CurrentContext = root.Text("currentContext");
        _store = root.Text("credsStore");
        PluginDirectories = [.. root.Texts("cliPluginsExtraDirs").Where(path => !path.Contains('\0'))];
        if (root.Member("credHelpers") is { ValueKind: JsonValueKind.Object } helpers)
        {
            foreach (var helper in helpers.EnumerateObject())
            {
                if (helper.Value.String() is { } program)
                    _helpers[helper.Name] = program;
            }
        }
    }

    /// <summary>Where the docker command looks for plug-ins before its own places.</summary>
    public IReadOnlyList<string> PluginDirectories { get; } = [];

    /// <summary>The directory of the configuration, <c>$DOCKER_CONFIG</c> or <c>~/.docker</c>; it need not exist.</summary>
    public string Directory { get; }

    /// <summary>The environment that it was found by.</summary>
    internal BuildEnvironment Environment { get; }

    /// <summary>The context that <c>docker context use</c> chose, or null. The environment overrides it.</summary>
    public string? CurrentContext { get; }

    /// <summary>
    /// The name of the context in use, by the same precedence as the <c>docker</c> command: <c>default</c> with DOCKER_HOST, then
    /// DOCKER_CONTEXT, the context that was chosen, <c>default</c>.
    /// </summary>
    public string Context => Variable("DOCKER_HOST") is not null ? DockerEndpoint.DefaultContext
        : Variable("DOCKER_CONTEXT") ?? (CurrentContext is { Length: > 0 } current ? current : DockerEndpoint.DefaultContext);

    /// <summary>
    /// The proxies that buildx gives to builds as build arguments. They can have passwords, so they are read anew at every call
    /// and not kept.
    /// </summary>
    /// <remarks>Source: github.com/docker/buildx, store/storeutil (GetProxyConfig).</remarks>
    internal IReadOnlyDictionary<string, string> FindProxies()
    {
        using var document = DockerConfigurationFile.Read(File);
        var all = document?.RootElement.Member("proxies");
        var proxies = all?.Member(FindEndpoint().Host) ?? all?.Member("default") ?? default;
        return ProxyKeys.Where(proxy => proxies.Text(proxy.Value) is not null)
            .ToDictionary(proxy => proxy.Key, proxy => proxies.Text(proxy.Value)!);
    }

    /// <summary>The file with credentials and proxies; it need not exist.</summary>
    internal string File => Path.Combine(Directory, "config.json");

    /// <summary>Reads the configuration. A file that is missing is an empty configuration.</summary>
    /// <param name="environment">Has the variables.</param>
    /// <exception cref="DiagnosticException">IMG0011: <c>config.json</c> is not JSON, or may not be read.</exception>
    public static DockerConfiguration Load(BuildEnvironment environment)
    {
        var directory = environment.Find("DOCKER_CONFIG") is { Length: > 0 } chosen
            ? chosen
            : Path.Combine(Home(environment), ".docker");
        return new DockerConfiguration(directory, environment);
    }

    /// <summary>Where the engine listens, by the same precedence as the <c>docker</c> command.</summary>
    /// <exception cref="DiagnosticException">IMG0011 or IMG0012: the context in use cannot be read, or does not
    /// exist.</exception>
    public DockerEndpoint FindEndpoint() => DockerEndpoint.Find(this);

    /// <summary>Whether there is a context of that name.</summary>
    public bool HasContext(string name) =>
        name == DockerEndpoint.DefaultContext || System.IO.File.Exists(DockerEndpoint.MetadataFile(this, name));

    /// <summary>An environment variable, or null when it is not set or empty, which means the same to docker.</summary>
    internal string? Variable(string name) => Environment.Find(name) is { Length: > 0 } value ? value : null;

    /// <summary>
    /// The credentials for a registry, or null when Docker knows none. They are read anew at every call and not kept.
    /// </summary>
    /// <param name="server">The registry's host and port, or <see cref="DockerHubServer"/> for Docker Hub.</param>
    /// <param name="cancellationToken">Ends a credential helper that was started.</param>
    /// <exception cref="DiagnosticException">
    /// IMG0011: the entry is damaged. IMG2014: the credential helper is missing or fails. Neither text holds a secret.
    /// </exception>
    public async Task<RegistryCredentials?> FindCredentialsAsync(string server, CancellationToken cancellationToken)
    {
        var helper = _helpers.TryGetValue(server, out var own) && own.Length > 0 ? own : _store;
        return string.IsNullOrEmpty(helper)
            ? DockerConfigurationFile.FindCredentials(File, server)
            : await new CredentialHelper(helper, File, Environment).GetAsync(server, cancellationToken);
    }

    private static string Home(BuildEnvironment environment) =>
        environment.Find(OperatingSystem.IsWindows() ? "USERPROFILE" : "HOME") is { Length: > 0 } home
            ? home
            : System.Environment.GetFolderPath(System.Environment.SpecialFolder.UserProfile);
}
