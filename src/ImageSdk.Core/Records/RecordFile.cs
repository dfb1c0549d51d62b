using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ImageSdk.Storage;

namespace ImageSdk.Records;

/// <summary>
/// Reads and writes records. A record is written beside its place and renamed, so that no one reads half of one.
/// </summary>
public static class RecordFile
{
    /// <summary>Reads the record of a build; null when there is none, or when it is not one (a build makes it anew).</summary>
    public static ImageRecord? TryReadImage(string path) => TryRead(path) is not { } record ? null
        : record.Layout.Length == 0 ? record
        : record with { Layout = Path.GetFullPath(record.Layout, DirectoryOf(path)) };

    /// <summary>Reads the record of a publish; null when there is none, or when it is not one.</summary>
    public static PublishRecord? TryReadPublish(string path) =>
        JsonFile.TryRead(path, RecordJson.Published) is { IsValid: true } record ? record : null;

    /// <summary>Writes the record of a build.</summary>
    public static void Write(string path, ImageRecord record)
    {
        var layout = record.Layout.Length == 0 ? "" : Path.GetRelativePath(DirectoryOf(path), record.Layout).Replace('\\', '/');
        Write(path, record with { Layout = layout }, RecordJson.Readable.ImageRecord);
    }

    /// <summary>Writes the record of a publish.</summary>
    public static void Write(string path, PublishRecord record) => Write(path, record, RecordJson.Readable.PublishRecord);

    private static string DirectoryOf(string path) => Path.GetDirectoryName(Path.GetFullPath(path))!;

    private static ImageRecord? TryRead(string path)
    {
        try
        {
            return RecordReader.Read(TextFile.ReadBytes(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    private static void Write<T>(string path, T record, JsonTypeInfo<T> type) =>
        AtomicFile.Write(path, JsonSerializer.Serialize(record, type) + "\n");
}
