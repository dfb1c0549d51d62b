using System.Diagnostics.CodeAnalysis;

namespace ImageSdk.References;

/// <summary>
/// The digest of a manifest, an index, a configuration or a layer: <c>sha256:</c> and 64 lower-case hexadecimal digits.
/// sha384 and sha512 are read as well. There is no empty digest: where one may be absent, the property is nullable.
/// </summary>
/// <remarks>Source: OCI image specification, descriptor.md, "Digests"; go-digest refuses what is refused here.</remarks>
public sealed record ImageDigest
{
    private readonly string _text;
    private readonly int _colon;

    private ImageDigest(string text, int colon) => (_text, _colon) = (text, colon);

    /// <summary>The algorithm: <c>sha256</c>, <c>sha384</c> or <c>sha512</c>.</summary>
    public string Algorithm => _text[.._colon];

    /// <summary>The value, lower-case hexadecimal digits.</summary>
    public string Hex => _text[(_colon + 1)..];

    /// <summary>Reads a digest; false when the text is not one.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out ImageDigest? digest) =>
        TryParse(text, out digest, out _);

    /// <summary>Reads a digest, or says in a sentence why the text is not one.</summary>
    public static bool TryParse(
        [NotNullWhen(true)] string? text,
        [NotNullWhen(true)] out ImageDigest? digest,
        [NotNullWhen(false)] out string? error)
    {
        digest = null;
        error = Check(text);
        if (error is not null)
            return false;
        digest = new ImageDigest(text!, text!.IndexOf(':', StringComparison.Ordinal));
        return true;
    }

    /// <summary>Reads a digest that is known to be one.</summary>
    /// <exception cref="FormatException">The text is not a digest.</exception>
    public static ImageDigest Parse(string text) =>
        TryParse(text, out var digest, out var error) ? digest : throw new FormatException(error);

    /// <summary>The usual form, <c>sha256:…</c>.</summary>
    public override string ToString() => _text;

    private static string? Check(string? text)
    {
        var colon = text?.IndexOf(':', StringComparison.Ordinal) ?? -1;
        if (colon < 0)
            return $"'{text}' is not a digest: write 'sha256:' and 64 hexadecimal digits.";
        var length = text.AsSpan(0, colon) switch
        {
            "sha256" => 64,
            "sha384" => 96,
            "sha512" => 128,
            _ => 0,
        };
        if (length == 0)
            return $"'{text}' is not a digest: the algorithm must be sha256, sha384 or sha512.";
        var hex = text.AsSpan(colon + 1);
        if (hex.Length != length)
            return $"'{text}' is not a digest: {text![..colon]} has {length} hexadecimal digits, not {hex.Length}.";
        return ReferenceGrammar.IsLowerHex(hex)
            ? null
            : $"'{text}' is not a digest: only the digits 0-9 and a-f (lower case) are allowed.";
    }
}
