using ImageSdk.Records;

namespace ImageSdk.Engine.Builds;

/// <summary>What a project built last, and whether it is still there.</summary>
/// <param name="session">Knows the engine.</param>
/// <param name="files">The files of the build.</param>
public sealed class LastBuild(EngineSession session, BuildFiles files)
{
    private Task<bool>? _isThere;

    /// <summary>The record; null when nothing was built.</summary>
    public ImageRecord? Record { get; } = RecordFile.TryReadImage(files.Record);

    /// <summary>
    /// Whether the image is there under all its tags. Asked once, from the first call on, which may well come before the answer
    /// is needed: the engine takes longer for it than a plan takes.
    /// </summary>
    /// <exception cref="Diagnostics.DiagnosticException">IMG0004: no engine answers.</exception>
    public Task<bool> IsThereAsync(CancellationToken cancellationToken) => _isThere ??=
        Record is null ? Task.FromResult(false)
        : Record.Layout.Length > 0 ? Task.FromResult(OciLayout.Has(Record.Layout, Record.Digest))
        : Task.Run(() => LookAsync(Record, cancellationToken), cancellationToken);

    /// <summary>
    /// Asks for the image only when the log of the engine, of which one answer serves all images of a build, does not say that it
    /// is as it was when it was seen last.
    /// </summary>
    private async Task<bool> LookAsync(ImageRecord record, CancellationToken cancellationToken)
    {
        var events = await session.GetEventsAsync(cancellationToken).ConfigureAwait(false);
        var seen = Sighting.TryRead(files.Sighting);
        var isUnchanged = seen?.Digest == record.Digest && events.IsUnchangedSince(seen.Mark, record.Digest, record.Tags);
        if (!isUnchanged && !await session.Engine.HasAsync(record.Digest, record.Tags, cancellationToken).ConfigureAwait(false))
            return false;

        // The end of the log as it was before the image was asked for: what happened meanwhile counts the next time.
        if (events.End is { } end && (!isUnchanged || events.IsOld(seen!.Mark)))
            new Sighting(record.Digest, end).TryWrite(files.Sighting);
        return true;
    }
}
