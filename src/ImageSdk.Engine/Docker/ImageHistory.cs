using ImageSdk.Records;

namespace ImageSdk.Engine.Docker;

/// <summary>Brings an image's layers and its history together.</summary>
internal static class ImageHistory
{
    /// <summary>
    /// The layers with what made them. An image's history also has entries that made no layer, such as ENV; the engine does not say
    /// which, but they are of size 0, so the surplus is taken from those, and an empty layer of a WORKDIR stays where it can.
    /// </summary>
    /// <param name="diffIds">The digests of the uncompressed layers, lowest first.</param>
    /// <param name="history">The entries, oldest first.</param>
    public static IReadOnlyList<ImageLayer> Layers(IReadOnlyList<string> diffIds, IReadOnlyList<(string CreatedBy, long Size)> history)
    {
        var surplus = history.Count - diffIds.Count;
        var made = history.Where(entry => entry.Size > 0 || MakesLayer(entry.CreatedBy) || surplus-- <= 0).ToList();
        return [.. diffIds.Select((id, i) => i < made.Count
            ? new ImageLayer(id, made[i].Size, made[i].CreatedBy)
            : new ImageLayer(id, 0, ""))];
    }

    private static bool MakesLayer(string createdBy) =>
        createdBy.StartsWith("RUN ", StringComparison.Ordinal)
        || createdBy.StartsWith("COPY ", StringComparison.Ordinal)
        || createdBy.StartsWith("ADD ", StringComparison.Ordinal)
        || createdBy.StartsWith("WORKDIR ", StringComparison.Ordinal);
}
