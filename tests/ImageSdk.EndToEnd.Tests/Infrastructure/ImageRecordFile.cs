using System.Text.Json;

namespace ImageSdk.EndToEnd.Tests.Infrastructure;

/// <summary>The record that a build leaves, read as any tool would.</summary>
public sealed record ImageRecordFile(
    string Reference, string[] Tags, string Digest, long Size, ImageRecordFile.Layer[] Layers, ImageRecordFile.Step[] Steps)
{
    public sealed record Layer(string DiffId, long Size, string CreatedBy);

    public sealed record Step(string Name, double Duration, bool Cached);

    /// <summary>Reads <c>&lt;project&gt;/bin/Debug/&lt;project&gt;.image.json</c>, or another one.</summary>
    public static ImageRecordFile Read(TestTree tree, string project, string? path = null) => JsonSerializer.Deserialize<ImageRecordFile>(
        File.ReadAllText(tree.PathOf(path ?? $"{project}/bin/Debug/{project}.image.json")), JsonSerializerOptions.Web)!;
}
