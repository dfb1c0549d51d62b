using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace ImageSdk.EndToEnd.Tests.Infrastructure;

/// <summary>The real registry, asked over HTTP.</summary>
public static class Registry
{
    private static readonly HttpClient Client = new() { BaseAddress = new Uri($"http://{TestMachine.Registry}/v2/") };

    /// <summary>A manifest or index with its digest, or null when there is none.</summary>
    /// <param name="repository">The repository without the registry.</param>
    /// <param name="reference">A tag or a digest.</param>
    public static async Task<(string Digest, JsonElement Content)?> ManifestAsync(string repository, string reference)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{repository}/manifests/{reference}");
        foreach (var type in (string[])["application/vnd.oci.image.index.v1+json", "application/vnd.oci.image.manifest.v1+json",
            "application/vnd.docker.distribution.manifest.list.v2+json", "application/vnd.docker.distribution.manifest.v2+json"])
        {
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(type));
        }

        using var response = await Client.SendAsync(request);
        if (response.StatusCode == HttpStatusCode.NotFound) return null;

        response.EnsureSuccessStatusCode();
        using var content = JsonDocument.Parse(await response.Content.ReadAsStreamAsync());
        return (response.Headers.GetValues("Docker-Content-Digest").Single(), content.RootElement.Clone());
    }

    /// <summary>The text of a blob.</summary>
    public static Task<string> BlobAsync(string repository, string digest) => Client.GetStringAsync(new Uri($"{repository}/blobs/{digest}", UriKind.Relative));

    /// <summary>Removes what a tag points to, and so the tag.</summary>
    public static async Task DeleteAsync(string repository, string tag)
    {
        var (digest, _) = await ManifestAsync(repository, tag) ?? throw new AssertFailedException($"The registry has no {repository}:{tag}.");
        using var response = await Client.DeleteAsync(new Uri($"{repository}/manifests/{digest}", UriKind.Relative));
        response.EnsureSuccessStatusCode();
    }

    /// <summary>The manifest of one platform behind a tag, whether or not there is an index between.</summary>
    public static async Task<JsonElement> ImageManifestAsync(string repository, string reference, string architecture = "amd64")
    {
        var (_, content) = await ManifestAsync(repository, reference) ?? throw new AssertFailedException($"The registry has no {repository}:{reference}.");
        if (!content.TryGetProperty("manifests", out var manifests)) return content;

        var digest = manifests.EnumerateArray()
            .First(m => m.GetProperty("platform").GetProperty("architecture").GetString() == architecture).GetProperty("digest").GetString()!;
        return (await ManifestAsync(repository, digest))!.Value.Content;
    }

    /// <summary>The digests of the compressed layers, lowest first.</summary>
    public static async Task<string[]> LayersAsync(string repository, string reference) =>
        [.. (await ImageManifestAsync(repository, reference)).GetProperty("layers").EnumerateArray().Select(l => l.GetProperty("digest").GetString()!)];

    /// <summary>The image configuration behind a tag.</summary>
    public static async Task<JsonElement> ConfigAsync(string repository, string reference)
    {
        var digest = (await ImageManifestAsync(repository, reference)).GetProperty("config").GetProperty("digest").GetString();
        using var config = JsonDocument.Parse(await Client.GetStreamAsync($"{repository}/blobs/{digest}"));
        return config.RootElement.Clone();
    }
}
