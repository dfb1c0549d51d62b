using System.Text.RegularExpressions;
using ImageSdk.Records;

namespace ImageSdk.Engine.Docker;

/// <summary>Brings an image's layers and its history together.</summary>
internal static partial class ImageHistory
{
    /// <summary>
    /// The layers with what made them. An image's history also has entries that made no layer, such as ENV; the engine does not
    /// say which, but they are of size 0, so the surplus is taken from those, and an empty layer of a WORKDIR stays where it can.
    /// </summary>
    /// <param name="diffIds">The digests of the uncompressed layers, lowest first.</param>
    /// <param name="history">The entries, oldest first.</param>
    public static IReadOnlyList<ImageLayer> Layers(IReadOnlyList<string> diffIds,
        IReadOnlyList<(string CreatedBy, long Size)> history)
    {
        var surplus = history.Count - diffIds.Count;
        var made = history.Where(entry => entry.Size > 0 || MakesLayer(entry.CreatedBy) || surplus-- <= 0).ToList();
        return [.. diffIds.Select((id, i) => i < made.Count
            ? new ImageLayer(id, made[i].Size, Credentials().Replace(made[i].CreatedBy, "://***@"))
            : new ImageLayer(id, 0, ""))];
    }

    /// <summary>
    /// The user and the password in an address: an instruction has the values of its build arguments, and records are no place
    /// for them.
    /// </summary>
    [GeneratedRegex(@"://[^/\s@]+@")]
    private static partial Regex Credentials();

    private static bool MakesLayer(string createdBy) =>
        createdBy.StartsWith("RUN ", StringComparison.Ordinal)
        || createdBy.StartsWith("COPY ", StringComparison.Ordinal)
        || createdBy.StartsWith("ADD ", StringComparison.Ordinal)
        || createdBy.StartsWith("WORKDIR ", StringComparison.Ordinal);
}
