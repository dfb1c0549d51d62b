using System.Diagnostics.CodeAnalysis;

namespace ImageSdk.References;

/// <summary>
/// What a Dockerfile or a property asks for: a repository and a tag, a range of tags or a digest. It says which image is
/// wanted, where an <see cref="ImageReference"/> says which one it is. Requests for the same thing are equal values:
/// <c>python</c> and <c>docker.io/library/python:latest</c>.
/// </summary>
public sealed record ImageRequest
{
    private readonly ImageReference _name;

    private ImageRequest(ImageReference name, TagRange? range) => (_name, Range) = (name, range);

    /// <summary>The range of tags that is asked for, or null when one tag or digest is.</summary>
    public TagRange? Range { get; }

    /// <summary>Registry and path: <c>docker.io/library/python</c>.</summary>
    public string Repository => _name.Repository;

    /// <summary>Whether a digest says already which image it is; such a request needs no entry in the lock.</summary>
    public bool IsPinned => _name.Digest is not null;

    /// <summary>The image's name with the tag that counts (<c>latest</c> where none is written), or null for a range.</summary>
    public ImageReference? Reference => Range is null ? _name : null;

    /// <summary>
    /// The name under which the lock file keeps the answer: <c>docker.io/library/python:3.11-slim</c>,
    /// <c>docker.io/nvidia/cuda:12.*-base</c>.
    /// </summary>
    public string Key => Range is null ? _name.ToString() : $"{Repository}:{Range}";

    /// <summary>The short form that people write: <c>python:3.11-slim</c>, <c>nvidia/cuda:12.*-base</c>.</summary>
    public string Familiar => Range is null ? _name.Familiar : $"{_name.Familiar}:{Range}";

    /// <summary>The request for one name: its digest when it has one, else its tag, else <c>latest</c>.</summary>
    public static ImageRequest For(ImageReference reference) =>
        new(reference.Digest is null ? reference.WithTag(reference.TagOrLatest) : reference, null);

    /// <summary>Reads a request, or says in a whole sentence which part of the text is wrong.</summary>
    public static bool TryParse(
        [NotNullWhen(true)] string? text,
        [NotNullWhen(true)] out ImageRequest? request,
        [NotNullWhen(false)] out string? error)
    {
        request = null;
        var tagAt = TagStart(text);
        if (tagAt < 0 || !TagRange.IsRange(text.AsSpan(tagAt)))
        {
            if (!ImageReference.TryParse(text, out var reference, out error))
                return false;
            request = For(reference);
            return true;
        }

        var tag = text![tagAt..];
        if (tag.Contains('@'))
        {
            error = $"'{text}' asks for a range of tags and for a digest; write one of them.";
            return false;
        }
        if (!ImageReference.TryParse(text[..(tagAt - 1)], out var name, out error)
            || !TagRange.TryParse(tag, out var range, out error))
        {
            return false;
        }
        request = new ImageRequest(name, range);
        return true;
    }

    /// <summary>Reads a request that is known to be one.</summary>
    /// <exception cref="FormatException">The text is not a request.</exception>
    public static ImageRequest Parse(string text) =>
        TryParse(text, out var request, out var error) ? request : throw new FormatException(error);

    /// <summary>The image in the requested repository with a tag of the registry; where a range ends.</summary>
    /// <exception cref="FormatException">The tag is not one.</exception>
    public ImageReference WithTag(string tag) => _name.WithTag(tag);

    /// <summary>The lock's key.</summary>
    public override string ToString() => Key;

    /// <summary>Where the tag begins, after the first colon of the last path component; -1 when there is none.</summary>
    private static int TagStart(string? text)
    {
        if (text is null)
            return -1;
        var component = text.LastIndexOf('/') + 1;
        var colon = text.IndexOf(':', component);
        return colon < 0 ? -1 : colon + 1;
    }
}
