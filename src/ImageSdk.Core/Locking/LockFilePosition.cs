using System.Text;
using System.Text.Json;
using ImageSdk.Diagnostics;

namespace ImageSdk.Locking;

/// <summary>From bytes of a lock file to the lines and columns of editors.</summary>
internal static class LockFilePosition
{
    /// <summary>The place of a byte; columns count UTF-16 code units, as everywhere in diagnostics.</summary>
    public static SourceLocation Of(int index, byte[] bytes, string path)
    {
        var before = bytes.AsSpan(0, Math.Min(index, bytes.Length));
        var lineStart = before.LastIndexOf((byte)'\n') + 1;
        return new SourceLocation(path, before.Count((byte)'\n') + 1, Encoding.UTF8.GetCharCount(before[lineStart..]) + 1);
    }

    /// <summary>The place of an error of JSON.</summary>
    public static SourceLocation Of(JsonException error, byte[] bytes, string path)
    {
        var lineStart = 0;
        for (var line = error.LineNumber ?? 0; line > 0; line--)
            lineStart += bytes.AsSpan(lineStart).IndexOf((byte)'\n') + 1;
        return Of(lineStart + (int)(error.BytePositionInLine ?? 0), bytes, path);
    }

    /// <summary>The first line that git wrote for a conflict, counted from 1, or null.</summary>
    public static int? OfConflictMarker(byte[] bytes)
    {
        var line = 1;
        foreach (var range in bytes.AsSpan().Split((byte)'\n'))
        {
            var text = bytes.AsSpan(range);
            if (text.StartsWith("<<<<<<<"u8) || text.StartsWith("|||||||"u8) || text.StartsWith("======="u8)
                || text.StartsWith(">>>>>>>"u8))
            {
                return line;
            }
            line++;
        }
        return null;
    }
}
