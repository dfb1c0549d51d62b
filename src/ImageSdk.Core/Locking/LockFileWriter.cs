using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ImageSdk.Locking;

/// <summary>Writes a lock so that a difference of two locks reads well: one fact a line, always in the same order.</summary>
internal static class LockFileWriter
{
    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        IndentSize = 2,
        NewLine = "\n",
        // The file is read by people, never put into HTML: '+' and 'é' stay what they are.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Write(LockFile lockFile)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, Options))
        {
            writer.WriteStartObject();
            writer.WriteNumber("version", LockFile.Version);
            writer.WriteStartObject("images");
            foreach (var entry in lockFile.Entries)
                Write(writer, entry);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }
        bytes.WriteByte((byte)'\n');
        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }

    private static void Write(Utf8JsonWriter writer, LockEntry entry)
    {
        writer.WriteStartObject(entry.Key);
        if (entry.Resolved is not null)
            writer.WriteString("resolved", entry.Resolved);
        writer.WriteString("digest", entry.Digest.ToString());
        writer.WriteStartObject("platforms");
        foreach (var (platform, manifest) in entry.Platforms)
            writer.WriteString(platform.ToString(), manifest.ToString());
        writer.WriteEndObject();
        if (entry.Triggers.Count > 0)
            Write(writer, "onBuild", entry.Triggers);
        Write(writer, "usedBy", entry.UsedBy);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, string property, IReadOnlyList<string> texts)
    {
        writer.WriteStartArray(property);
        foreach (var text in texts)
            writer.WriteStringValue(text);
        writer.WriteEndArray();
    }
}
