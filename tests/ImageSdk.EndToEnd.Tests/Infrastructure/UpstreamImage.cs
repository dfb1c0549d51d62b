using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace ImageSdk.EndToEnd.Tests.Infrastructure;

/// <summary>
/// Puts an image of someone else into a registry: busybox with a label <c>mark</c>, that an image built from it inherits. An index
/// with the platforms that are asked for, without a build.
/// </summary>
public static class UpstreamImage
{
    private const string Index = "application/vnd.oci.image.index.v1+json";
    private const string Manifest = "application/vnd.oci.image.manifest.v1+json";
    private const string Busybox = "library/busybox";

    private static readonly HttpClient Client = new();

    /// <summary>Pushes an index to a tag.</summary>
    /// <param name="repository">The repository without the registry.</param>
    /// <param name="tag">The tag, which may point to another image until now.</param>
    /// <param name="mark">What tells this image from others.</param>
    /// <param name="architectures">One or more of <c>amd64</c> and <c>arm64</c>.</param>
    /// <returns>The digest of the index.</returns>
    public static Task<string> PushAsync(string repository, string tag, string mark, params string[] architectures) =>
        PushToAsync(TestMachine.Registry, null, repository, tag, mark, architectures);

    /// <summary>Pushes an index for amd64 of an image with triggers (<c>ONBUILD</c>).</summary>
    public static Task<string> PushWithTriggersAsync(string repository, string tag, params string[] triggers) =>
        PushToAsync(TestMachine.Registry, null, repository, tag, "triggers", ["amd64"], triggers);

    /// <summary>Pushes to another registry, as a user of it.</summary>
    public static Task<string> PushToAsync(
        string registry, AuthenticationHeaderValue? user, string repository, string tag, string mark, params string[] architectures) =>
        PushToAsync(registry, user, repository, tag, mark, architectures, []);

    private static async Task<string> PushToAsync(
        string registry, AuthenticationHeaderValue? user, string repository, string tag, string mark, string[] architectures, string[] triggers)
    {
        var target = new Target(new Uri($"http://{registry}/v2/{repository}/"), user);
        var manifests = new JsonArray();
        foreach (var architecture in architectures) manifests.Add(await PushPlatformAsync(target, mark, architecture, triggers));
        var index = new JsonObject { ["schemaVersion"] = 2, ["mediaType"] = Index, ["manifests"] = manifests };
        return (await target.PutManifestAsync(tag, Index, index)).Digest;
    }

    private static async Task<JsonObject> PushPlatformAsync(Target target, string mark, string architecture, string[] triggers)
    {
        var busybox = JsonNode.Parse((await Registry.ImageManifestAsync(Busybox, "1.36", architecture)).GetRawText())!.AsObject();
        var config = JsonNode.Parse(await BlobAsync(busybox["config"]!["digest"]!.GetValue<string>()))!.AsObject();
        var settings = config["config"] as JsonObject ?? (JsonObject)(config["config"] = new JsonObject());
        settings["Labels"] = new JsonObject { ["mark"] = mark };
        if (triggers.Length > 0) settings["OnBuild"] = new JsonArray([.. triggers.Select(t => (JsonNode)t)]);

        var (digest, size) = await target.PutBlobAsync(Encoding.UTF8.GetBytes(config.ToJsonString()));
        (busybox["config"]!["digest"], busybox["config"]!["size"]) = (digest, size);
        foreach (var layer in busybox["layers"]!.AsArray())
        {
            await target.PutBlobAsync(await BlobAsync(layer!["digest"]!.GetValue<string>()));
        }

        var type = busybox["mediaType"]?.GetValue<string>() ?? Manifest;
        var (manifest, manifestSize) = await target.PutManifestAsync(null, type, busybox);
        return new JsonObject
        {
            ["mediaType"] = type,
            ["digest"] = manifest,
            ["size"] = manifestSize,
            ["platform"] = new JsonObject { ["os"] = "linux", ["architecture"] = architecture },
        };
    }

    private static Task<byte[]> BlobAsync(string digest) => Client.GetByteArrayAsync($"http://{TestMachine.Registry}/v2/{Busybox}/blobs/{digest}");

    private sealed class Target(Uri address, AuthenticationHeaderValue? user)
    {
        public async Task<(string Digest, int Size)> PutBlobAsync(byte[] content)
        {
            var digest = Digest(content);
            using var start = await SendAsync(HttpMethod.Post, new Uri(address, "blobs/uploads/"), null, null);
            var query = start.Headers.Location!.Query.Length > 0 ? "&" : "?";
            using var end = await SendAsync(HttpMethod.Put, new Uri($"{start.Headers.Location}{query}digest={digest}"), content, "application/octet-stream");
            return (digest, content.Length);
        }

        /// <summary>Under a tag, or without one under its digest.</summary>
        public async Task<(string Digest, int Size)> PutManifestAsync(string? tag, string type, JsonObject manifest)
        {
            var content = Encoding.UTF8.GetBytes(manifest.ToJsonString());
            var digest = Digest(content);
            using var end = await SendAsync(HttpMethod.Put, new Uri(address, $"manifests/{tag ?? digest}"), content, type);
            return (digest, content.Length);
        }

        private static string Digest(byte[] content) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(content));

        private async Task<HttpResponseMessage> SendAsync(HttpMethod method, Uri uri, byte[]? content, string? type)
        {
            using var request = new HttpRequestMessage(method, uri) { Content = new ByteArrayContent(content ?? []) };
            request.Headers.Authorization = user;
            if (type is not null) request.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
            var response = await Client.SendAsync(request);
            if (response.StatusCode is not (HttpStatusCode.Created or HttpStatusCode.Accepted))
            {
                throw new AssertFailedException($"{method} {uri}: {response.StatusCode} {await response.Content.ReadAsStringAsync()}");
            }

            return response;
        }
    }
}
