using System.Net;

namespace ImageSdk.Engine.Registries;

/// <summary>
/// The proxy that the build's environment names, as Go programs such as docker read it, and so never for this machine itself.
/// .NET's own reading (<see cref="HttpClient.DefaultProxy"/>) is of the process, and is not done again for the next build of an
/// MSBuild node; it is asked only for what the system's settings say where a system has such.
/// </summary>
/// <remarks>Source: golang.org/x/net/http/httpproxy. The names in lower case count as well.</remarks>
internal sealed class EnvironmentProxy(BuildEnvironment environment) : IWebProxy
{
    public ICredentials? Credentials
    {
        get => null;
        set => throw new NotSupportedException();
    }

    public Uri? GetProxy(Uri destination) => IsBypassed(destination) ? null : Of(destination);

    public bool IsBypassed(Uri host) => InsecureRegistries.IsLoopback(host.IdnHost) || IsExempt(host) || Of(host) is null;

    /// <summary>The address, in which the name and password of the user may stand: <c>user:password@host:port</c>.</summary>
    private Uri? Of(Uri destination)
    {
        if (Variable($"{destination.Scheme}_proxy") is not { } address)
            return OperatingSystem.IsLinux() ? null : HttpClient.DefaultProxy.GetProxy(destination);
        return Uri.TryCreate(address.Contains("://", StringComparison.Ordinal) ? address : $"http://{address}", UriKind.Absolute,
            out var proxy) ? proxy : null;
    }

    private bool IsExempt(Uri host) => (Variable("no_proxy") ?? "")
        .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Any(entry => Covers(entry, host));

    /// <summary>
    /// An entry is <c>*</c>, an address or a network of addresses, or a domain with those below it, or with a dot first only
    /// those.
    /// </summary>
    private static bool Covers(string entry, Uri host)
    {
        var name = host.IdnHost;
        if (entry == "*")
            return true;
        if (IPAddress.TryParse(name, out var address))
            return IPNetwork.TryParse(entry, out var network)
                ? network.Contains(address)
                : IPAddress.TryParse(entry, out var own) && own.Equals(address);
        if (entry.LastIndexOf(':') is var colon and > 0)
        {
            if (entry[(colon + 1)..] != host.Port.ToString(System.Globalization.CultureInfo.InvariantCulture))
                return false;
            entry = entry[..colon];
        }

        var domain = entry.TrimStart('*').TrimStart('.');
        return name.EndsWith($".{domain}", StringComparison.OrdinalIgnoreCase)
            || (entry == domain && name.Equals(domain, StringComparison.OrdinalIgnoreCase));
    }

    private string? Variable(string name) =>
        new[] { name.ToUpperInvariant(), name }.Select(environment.Find).FirstOrDefault(v => !string.IsNullOrEmpty(v));
}
