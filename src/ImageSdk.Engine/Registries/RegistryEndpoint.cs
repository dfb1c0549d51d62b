namespace ImageSdk.Engine.Registries;

/// <summary>One server that can be asked for an image.</summary>
/// <param name="Address">Its base address, ending with a slash; <c>v2/</c> follows.</param>
/// <param name="Name">Its name in messages.</param>
/// <param name="CredentialServer">The name under which Docker keeps its credentials.</param>
/// <param name="IsMirror">Whether it stands in for Docker Hub.</param>
internal sealed record RegistryEndpoint(Uri Address, string Name, string CredentialServer, bool IsMirror)
{
    public const string DockerHub = "docker.io";

    /// <summary>What a user types to log in here.</summary>
    public string LoginCommand =>
        CredentialServer == DockerConfiguration.DockerHubServer ? "docker login" : $"docker login {CredentialServer}";

    /// <summary>A server that Docker's configuration names in place of Docker Hub.</summary>
    public static RegistryEndpoint Mirror(Uri address)
    {
        if (!address.IsAbsoluteUri || address.Scheme is not ("http" or "https"))
            throw new ArgumentException($"'{address}' is not an address of a mirror: it must begin with http:// or https://.");
        // An address may hold a password; messages must not.
        var clean = new UriBuilder(address) { UserName = "", Password = "", Query = "", Fragment = "" }.Uri;
        var directory = clean.AbsolutePath.EndsWith('/') ? clean : new Uri(clean.AbsoluteUri + "/");
        return new RegistryEndpoint(directory, directory.AbsoluteUri.TrimEnd('/'), directory.Authority, IsMirror: true);
    }

    /// <summary>The registry that a reference names.</summary>
    /// <exception cref="RegistryFailure">Unreachable: the port is larger than ports can be.</exception>
    public static RegistryEndpoint Registry(string domain, InsecureRegistries insecure)
    {
        if (domain == DockerHub)
            return new(new Uri("https://registry-1.docker.io/"), DockerHub, DockerConfiguration.DockerHubServer, IsMirror: false);
        return Uri.TryCreate($"{(insecure.Contains(domain) ? "http" : "https")}://{domain}/", UriKind.Absolute, out var address)
            ? new(address, domain, domain, IsMirror: false)
            : throw new RegistryFailure(RegistryFailureKind.Unreachable, "it is not a valid address");
    }

    /// <summary>The address of something of a repository: <c>manifests/latest</c>.</summary>
    public Uri Of(string repository, string what) => new(Address, $"v2/{repository}/{what}");
}
