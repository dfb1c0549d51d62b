using System.Text.Json;
using ImageSdk.Diagnostics;
using ImageSdk.References;

namespace ImageSdk.Locking;

/// <summary>The parts of JSON, and how one that is wrong is told of.</summary>
internal ref partial struct LockFileReader
{
    private readonly void StartObject(string what)
    {
        if (_json.TokenType != JsonTokenType.StartObject)
            throw Damaged($"{what} must be an object in braces");
    }

    private bool NextProperty() => _json.Read() && _json.TokenType == JsonTokenType.PropertyName;

    private readonly ImageDigest Digest(string what) =>
        ImageDigest.TryParse(String(what), out var digest, out var error) ? digest : throw Damaged(error.TrimEnd('.'));

    private readonly string String(string what) =>
        _json.TokenType == JsonTokenType.String ? Text() : throw Damaged($"{what} must be a string");

    private readonly string Text()
    {
        try
        {
            return _json.GetString()!;
        }
        catch (InvalidOperationException error)
        {
            throw Damaged(Here(), "a text has an escape that stands for no character", error);
        }
    }

    private readonly SourceLocation Here() => LockFilePosition.Of((int)_json.TokenStartIndex, _bytes, _path);

    private readonly DiagnosticException Damaged(string problem) => Damaged(Here(), problem);

    private static DiagnosticException Damaged(SourceLocation location, string problem, Exception? cause = null) =>
        new(DiagnosticDescriptors.LockFileDamaged.At(location, $"The lock file cannot be read: {problem}."), cause);

    /// <summary>The message without the position at its end, which the diagnostic has already.</summary>
    private static string Reason(JsonException error)
    {
        var end = error.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return (end < 0 ? error.Message : error.Message[..end]).TrimEnd('.');
    }
}
