using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using ImageSdk.References;

namespace ImageSdk.Engine.Tests.Infrastructure;

/// <summary>A real registry, and a way to put content into it without Docker.</summary>
/// <param name="host">Its host and port.</param>
/// <param name="authorization">What lets the tests write to it, when it asks.</param>
public sealed class TestRegistry(string host, AuthenticationHeaderValue? authorization = null)
{
    public const string OciManifest = "application/vnd.oci.image.manifest.v1+json";
    public const string OciIndex = "application/vnd.oci.image.index.v1+json";

    private static readonly HttpClient Client = new(new SocketsHttpHandler { UseProxy = false });

    /// <summary>The registry that runs beside the tests.</summary>
    public static TestRegistry Shared => new(
        Environment.GetEnvironmentVariable("IMAGESDK_REGISTRY") is { Length: > 0 } host
            ? host
            : throw new AssertFailedException(
                "IMAGESDK_REGISTRY is not set: these tests need a real registry. Start one and set the variable with "
                + "'eng/engine.sh start' and 'eval \"$(eng/engine.sh env)\"'."));

    public string Host { get; } = host;

    public Uri Address => new($"http://{Host}/");

    /// <summary>A repository name that no other test and no other run has.</summary>
    public static string NewRepository(string prefix = "registries") => $"{prefix}/{Guid.NewGuid():n}";

    public ImageReference Reference(string repository, string tag = "latest") => ImageReference.Parse($"{Host}/{repository}:{tag}");

    /// <summary>Stores a blob and gives its digest.</summary>
    public async Task<ImageDigest> PushBlobAsync(string repository, string content)
    {
        var digest = DigestOf(content);
        using var start = new HttpRequestMessage(HttpMethod.Post, new Uri(Address, $"v2/{repository}/blobs/uploads/"));
        var location = (await SendAsync(start)).Headers.Location!;
        var separator = location.OriginalString.Contains('?') ? '&' : '?';
        using var put = new HttpRequestMessage(
            HttpMethod.Put, new Uri(Address, $"{location.OriginalString}{separator}digest={Uri.EscapeDataString(digest.ToString())}"));
        put.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(content));
        await SendAsync(put);
        return digest;
    }

    /// <summary>Stores a manifest or an index under a tag, or under its digest, and gives its digest.</summary>
    public async Task<ImageDigest> PushManifestAsync(string repository, string? tag, string content, string mediaType = OciManifest)
    {
        var digest = DigestOf(content);
        using var put = new HttpRequestMessage(HttpMethod.Put, new Uri(Address, $"v2/{repository}/manifests/{tag ?? digest.ToString()}"));
        put.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(content));
        put.Content.Headers.ContentType = new MediaTypeHeaderValue(mediaType);
        await SendAsync(put);
        return digest;
    }

    /// <summary>Stores an image without layers for one platform, and gives its digest.</summary>
    /// <param name="repository">The repository.</param>
    /// <param name="tag">The tag, or null for none.</param>
    /// <param name="os">The operating system.</param>
    /// <param name="architecture">The architecture.</param>
    /// <param name="settings">The member <c>config</c> of the configuration.</param>
    public async Task<ImageDigest> PushImageAsync(
        string repository, string? tag, string os = "linux", string architecture = "amd64", string settings = "{}")
    {
        var configuration = $$"""{"os":"{{os}}","architecture":"{{architecture}}","config":{{settings}},"rootfs":{"type":"layers","diff_ids":[]} }""";
        var digest = await PushBlobAsync(repository, configuration);
        return await PushManifestAsync(repository, tag, Manifest(digest, configuration.Length));
    }

    public static string Manifest(ImageDigest configuration, int size) => $$"""
        {"schemaVersion":2,"mediaType":"{{OciManifest}}",
         "config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"{{configuration}}","size":{{size}}},
         "layers":[]}
        """;

    public static ImageDigest DigestOf(string content) =>
        ImageDigest.Parse("sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content))));

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request)
    {
        request.Headers.Authorization = authorization;
        var response = await Client.SendAsync(request);
        return response.IsSuccessStatusCode
            ? response
            : throw new InvalidOperationException(
                $"{request.Method} {request.RequestUri}: {response.StatusCode} {await response.Content.ReadAsStringAsync()}");
    }
}
