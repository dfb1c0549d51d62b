using System.Text.Json;
using ImageSdk.References;
using static ImageSdk.Engine.Registries.RegistryFailureKind;

namespace ImageSdk.Engine.Registries;

/// <summary>The tags of a repository, which registries give page by page.</summary>
/// <remarks>Source: OCI distribution specification, "Listing Tags".</remarks>
internal static class TagList
{
    private const int PageSize = 1000;

    // More than any repository has; a registry that goes on gives the same pages again.
    private const int MaximumPages = 1000;

    /// <summary>All tags, in the server's order.</summary>
    /// <exception cref="RegistryFailure">The server does not say.</exception>
    public static async Task<IReadOnlyList<string>> ReadAsync(
        RegistrySession session, RegistryEndpoint endpoint, ImageReference repository, CancellationToken cancellationToken)
    {
        var tags = new List<string>();
        var page = endpoint.Of(repository.Path, $"tags/list?n={PageSize}");
        for (var count = 0; count < MaximumPages; count++)
        {
            var response = await session.SendAsync(endpoint, repository.Path, HttpMethod.Get, page, [], cancellationToken);
            AddTags(tags, response.Body);
            if (Next(response, page) is not { } next)
                return tags;
            if (next == page)
                break;
            page = next;
        }
        throw new RegistryFailure(Invalid, "its list of tags has no end");
    }

    private static void AddTags(List<string> tags, byte[] content)
    {
        try
        {
            using var document = JsonDocument.Parse(content);
            // A repository that has lost its last tag has 'null' here.
            if (document.RootElement.Member("tags") is not { ValueKind: JsonValueKind.Array } listed)
                return;
            foreach (var tag in listed.EnumerateArray())
            {
                if (tag.ValueKind == JsonValueKind.String && tag.GetString() is { } text && IsTag(text))
                    tags.Add(text);
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new RegistryFailure(Invalid, "its list of tags is not JSON", e);
        }
    }

    // Source: RFC 8288. Registries behind a proxy give links to a host that only they know, so the host is never taken over.
    private static Uri? Next(RegistryResponse response, Uri page)
    {
        if (!response.Headers.TryGetValues("Link", out var links))
            return null;
        foreach (var link in links)
        {
            var (start, end) = (link.IndexOf('<', StringComparison.Ordinal), link.IndexOf('>', StringComparison.Ordinal));
            if (start < 0 || end < start)
                continue;
            var relation = link[end..].Replace("\"", "", StringComparison.Ordinal);
            var isNext = relation.Contains("rel=next", StringComparison.OrdinalIgnoreCase);
            if (isNext && Uri.TryCreate(page, link[(start + 1)..end], out var target))
                return new UriBuilder(page) { Path = target.AbsolutePath, Query = target.Query }.Uri;
        }
        return null;
    }

    // What is no tag could not be asked for, and must not reach a command line.
    private static bool IsTag(string text)
    {
        if (text.Length is 0 or > 128 || text[0] is '.' or '-')
            return false;
        foreach (var c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('_' or '.' or '-'))
                return false;
        }
        return true;
    }
}
