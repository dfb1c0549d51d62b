namespace ImageSdk.Dockerfiles;

/// <summary>A <c>--mount=key=value,…</c> of a <c>RUN</c>.</summary>
/// <param name="Flag">The flag that it is written in.</param>
/// <param name="Options">The options, in the order in which they are written.</param>
public sealed record Mount(Flag Flag, IReadOnlyList<MountOption> Options)
{
    /// <summary>The type in lower case, before variables are expanded; <c>bind</c> when none is given.</summary>
    public string Type => Find("type")?.Value?.Value.ToLowerInvariant() ?? "bind";

    /// <summary>The stage, named context or image that is mounted; null for the build context.</summary>
    public Token? From => Find("from")?.Value is { Value.Length: > 0 } from ? from : null;

    /// <summary>The path in the context or in <see cref="From"/>, or null for all of it.</summary>
    public Token? Source => Find("source", "src")?.Value;

    /// <summary>The path in the container, or null.</summary>
    public Token? Target => Find("target", "dst", "destination")?.Value;

    /// <summary>
    /// Whether the RUN of this cache mount has the same result in BuildKit's cache whatever the id is. It has not when the mount
    /// is shared and its id is its
    /// target, as it is by default. Where a variable decides, false.
    /// </summary>
    /// <remarks>Source: BuildKit, solver/llbsolver/ops/exec.go (checkShouldClearCacheOpts).</remarks>
    public bool HasIdOfItsOwn
    {
        get
        {
            if (Find("sharing")?.Value?.Value.ToLowerInvariant() is "locked" or "private") return true;

            var id = Find("id")?.Value?.Value ?? "";
            return id.Length > 0 && !id.Contains('$', StringComparison.Ordinal) && id != Target?.Value;
        }
    }

    /// <summary>The last option that has one of the keys (in lower case), or null.</summary>
    public MountOption? Find(params ReadOnlySpan<string> keys)
    {
        for (var i = Options.Count - 1; i >= 0; i--)
        {
            foreach (var key in keys)
            {
                if (Options[i].Key.Value.Equals(key, StringComparison.OrdinalIgnoreCase))
                    return Options[i];
            }
        }

        return null;
    }
}
