namespace ImageSdk.Engine.Docker;

/// <summary>
/// The last events of an engine, oldest first. It keeps 256 of them, in memory, and leaves none out: so where the log has an
/// event that was seen before, it has everything that happened since then; and an engine that was started again, or is another
/// one, has not got it. Source: <c>daemon/events/events.go</c> of moby.
/// </summary>
/// <param name="events">The events.</param>
public sealed class EventLog(IReadOnlyList<EngineEvent> events)
{
    private readonly string[] _marks = [.. events.Select(e => e.Mark)];

    /// <summary>That of an engine which does not say what happened. No image is known to be unchanged by it.</summary>
    public static EventLog Empty { get; } = new([]);

    /// <summary>The mark of the last event; null when there is none.</summary>
    public string? End => _marks.LastOrDefault();

    /// <summary>Whether an image is certainly as it was when an event was the last one.</summary>
    /// <param name="mark">The mark of the event.</param>
    /// <param name="digest">The digest of the image.</param>
    /// <param name="tags">Its tags in familiar form.</param>
    public bool IsUnchangedSince(string mark, string digest, IReadOnlyList<string> tags) =>
        IndexOf(mark) is >= 0 and var index && !events.Skip(index + 1).Any(e => e.MayChange(digest, tags));

    /// <summary>Whether an event is in the older half of the log, which later ones push out.</summary>
    public bool IsOld(string mark) => IndexOf(mark) < events.Count / 2;

    private int IndexOf(string mark) => Array.LastIndexOf(_marks, mark);
}
