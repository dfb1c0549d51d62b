namespace ImageSdk.Engine.Tests.Infrastructure;

/// <summary>A request that reached a <see cref="HttpServer"/>.</summary>
public sealed record HttpExchange(string Method, string Path, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public string? Authorization => Headers.GetValueOrDefault("Authorization");
}
