using System.Text;
using System.Text.Unicode;

namespace ImageSdk.Storage;

/// <summary>
/// The text of a file, and where its bytes are not UTF-8. BuildKit reads only UTF-8: it stops at other bytes or writes others in
/// their place, depending on where they are. The decoded text alone does not tell, since a file may also contain U+FFFD.
/// </summary>
public sealed class FileText
{
    private FileText(string text, string? otherEncoding = null, bool hasOtherMark = false, IReadOnlyList<int>? invalid = null) =>
        (Text, OtherEncoding, HasOtherMark, Invalid) = (text, otherEncoding, hasOtherMark, invalid ?? []);

    /// <summary>
    /// The text, decoded as its byte order mark says, otherwise as UTF-8. It starts with the byte order mark of UTF-8, if there
    /// is one.
    /// </summary>
    public string Text { get; }

    /// <summary>The text without the byte order mark.</summary>
    public string TextWithoutMark => Text.StartsWith('\uFEFF') ? Text[1..] : Text;

    /// <summary>"UTF-16" or "UTF-32" if the whole file is in that encoding; otherwise null.</summary>
    public string? OtherEncoding { get; }

    /// <summary>Whether a byte order mark says <see cref="OtherEncoding"/>, by which pip and editors find the encoding.</summary>
    public bool HasOtherMark { get; }

    /// <summary>The offsets in <see cref="Text"/> of the characters whose bytes are not UTF-8.</summary>
    public IReadOnlyList<int> Invalid { get; }

    /// <summary>Whether the file is UTF-8.</summary>
    public bool IsUtf8 => OtherEncoding is null && Invalid.Count == 0;

    /// <summary>The offset of the first character that is not UTF-8; only for a file that is not UTF-8.</summary>
    public int FirstInvalid => OtherEncoding is null ? Invalid[0] : 0;

    /// <summary>What is wrong with the encoding, as the end of a sentence about a text that is not UTF-8.</summary>
    public string Problem =>
        OtherEncoding is null
            ? "is not UTF-8 from here on, but perhaps Latin-1 or Windows-1252"
            : $"is {OtherEncoding}, not UTF-8";

    /// <summary>
    /// The offset of the first character in a part of <see cref="Text"/> whose bytes are not UTF-8; -1 when there is none.
    /// </summary>
    public int FindInvalid(int start, int end)
    {
        foreach (var offset in Invalid)
        {
            if (start <= offset && offset < end) return offset;
        }

        return -1;
    }

    /// <summary>A text that is no file yet.</summary>
    public static FileText Of(string text) => new(text);

    /// <summary>Decodes the bytes of a file.</summary>
    public static FileText Decode(byte[] bytes)
    {
        if (OtherEncodingOf(bytes) is (var encoding, var hasMark))
        {
            using var reader = new StreamReader(new MemoryStream(bytes), Encoding.UTF8);
            return new FileText(reader.ReadToEnd(), encoding, hasMark);
        }

        return new FileText(Encoding.UTF8.GetString(bytes), invalid: Utf8.IsValid(bytes) ? [] : FindInvalid(bytes));
    }

    /// <summary>Without a mark, the first character tells: it is ASCII in such files, so its other bytes are NUL.</summary>
    private static (string Encoding, bool HasMark)? OtherEncodingOf(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xFF, 0xFE, 0, 0, ..] or [0, 0, 0xFE, 0xFF, ..] => ("UTF-32", true),
        [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] => ("UTF-16", true),
        [not 0, 0, 0, 0, ..] or [0, 0, 0, not 0, ..] => ("UTF-32", false),
        [not 0, 0, ..] or [0, not 0, ..] => ("UTF-16", false),
        _ => null,
    };

    private static List<int> FindInvalid(ReadOnlySpan<byte> bytes)
    {
        var (found, offset) = (new List<int>(), 0);
        while (!bytes.IsEmpty)
        {
            if (Rune.DecodeFromUtf8(bytes, out var character, out var length) != System.Buffers.OperationStatus.Done)
                found.Add(offset);
            offset += character.Utf16SequenceLength;
            bytes = bytes[length..];
        }

        return found;
    }
}
