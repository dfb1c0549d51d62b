namespace ImageSdk.Dockerfiles;

/// <summary>Recognises sources of <c>ADD</c> that are not files of a context.</summary>
internal static class RemoteSource
{
    private static readonly string[] Schemes = ["http://", "https://", "git://", "ssh://"];

    /// <summary>
    /// Whether a source is a URL or a git repository, <c>user@host:path</c> included. <c>github.com/…</c> is a path here: see
    /// BuildKit's <c>frontend/dockerfile/dfgitutil/git_ref.go</c>.
    /// </summary>
    public static bool IsRemote(string source)
    {
        foreach (var scheme in Schemes)
        {
            if (source.StartsWith(scheme, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        var at = source.IndexOf('@');
        var colon = at < 0 ? -1 : source.IndexOf(':', at);
        return at > 0 && colon > at + 1
            && source.AsSpan(0, at).IndexOfAnyExcept(UserCharacters) < 0
            && source.AsSpan(at + 1, colon - at - 1).IndexOfAnyExcept(HostCharacters) < 0;
    }

    private static readonly System.Buffers.SearchValues<char> UserCharacters =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_");

    private static readonly System.Buffers.SearchValues<char> HostCharacters =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.");
}
