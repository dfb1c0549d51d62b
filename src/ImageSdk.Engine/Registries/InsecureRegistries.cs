using System.Net;

namespace ImageSdk.Engine.Registries;

/// <summary>Which registries speak plain HTTP.</summary>
/// <remarks>
/// Source: docs.docker.com/reference/cli/dockerd, "Insecure registries". Unlike Docker, names are not looked up to find out
/// whether they lie in a network: what a name resolves to must not decide whether a connection is encrypted.
/// </remarks>
internal sealed class InsecureRegistries
{
    private readonly HashSet<string> _hosts = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<IPNetwork> _networks = [];

    public InsecureRegistries(IReadOnlyList<string> hostsAndNetworks)
    {
        foreach (var entry in hostsAndNetworks)
        {
            if (IPNetwork.TryParse(entry, out var network))
                _networks.Add(network);
            else
                _hosts.Add(entry);
        }
    }

    /// <summary>Whether a host, with its port when it has one, is spoken to in plain HTTP.</summary>
    public bool Contains(string domain)
    {
        var host = WithoutPort(domain);
        if (IsLoopback(host) || _hosts.Contains(domain))
            return true;
        return IPAddress.TryParse(host, out var address) && _networks.Exists(network => network.Contains(address));
    }

    /// <summary>Whether a host without port is this machine itself.</summary>
    public static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    private static string WithoutPort(string domain)
    {
        if (domain.StartsWith('[') && domain.IndexOf(']') is var end and > 0)
            return domain[1..end];
        var colon = domain.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? domain : domain[..colon];
    }
}
