using System.Net;

namespace ImageSdk.Engine.Registries;

/// <summary>
/// The proxy of the environment, but never for this machine itself: Docker, like all Go programs, does the same.
/// </summary>
internal sealed class LoopbackBypass : IWebProxy
{
    public ICredentials? Credentials
    {
        get => HttpClient.DefaultProxy.Credentials;
        set => HttpClient.DefaultProxy.Credentials = value;
    }

    public Uri? GetProxy(Uri destination) => HttpClient.DefaultProxy.GetProxy(destination);

    public bool IsBypassed(Uri host) => InsecureRegistries.IsLoopback(host.IdnHost) || HttpClient.DefaultProxy.IsBypassed(host);
}
