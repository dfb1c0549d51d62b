using System.Text.Json;
using ImageSdk.Storage;

namespace ImageSdk.Analysis.Images;

/// <summary>Reads and writes what children may know of an image.</summary>
public static class FactsFile
{
    /// <summary>Reads it; null when there is none, or when it is not one.</summary>
    public static ImageFacts? TryRead(string path) =>
        File.Exists(path) && JsonFile.TryRead(path, FactsJson.Facts) is { Shell.Count: > 0 } facts ? facts : null;

    /// <summary>Writes it when it changed, so that children are analysed again only then.</summary>
    public static void Write(string path, ImageFacts facts) =>
        AtomicFile.WriteIfDifferent(path, JsonSerializer.Serialize(facts, FactsJson.Default.ImageFacts) + "\n");
}
