using System.Text.Json;
using ImageSdk.Storage;

namespace ImageSdk.Analysis.Images;

/// <summary>Reads and writes what children may know of an image.</summary>
public static class FactsFile
{
    /// <summary>
    /// Reads it; null when there is none, or when it is not one. Then it is removed, since its own project writes it only where
    /// it is missing or something of the image changes.
    /// </summary>
    public static ImageFacts? TryRead(string path)
    {
        if (!File.Exists(path)) return null;
        if (JsonFile.TryRead(path, FactsJson.Facts) is { Shell.Count: > 0 } facts) return facts;

        AtomicFile.TryDelete(path);
        return null;
    }

    /// <summary>Writes it when it changed, so that children are analysed again only then.</summary>
    public static void Write(string path, ImageFacts facts) =>
        AtomicFile.WriteIfDifferent(path, JsonSerializer.Serialize(facts, FactsJson.Default.ImageFacts) + "\n");
}
