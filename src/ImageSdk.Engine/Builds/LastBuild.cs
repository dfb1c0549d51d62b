using ImageSdk.Diagnostics;
using ImageSdk.Records;

namespace ImageSdk.Engine.Builds;

/// <summary>What a project built last, and whether it is still there.</summary>
/// <param name="session">Knows the engine.</param>
/// <param name="recordFile">The full path of the record.</param>
public sealed class LastBuild(EngineSession session, string recordFile)
{
    private Task<bool>? _isThere;

    /// <summary>The record; null when nothing was built.</summary>
    public ImageRecord? Record { get; } = RecordFile.TryReadImage(recordFile);

    /// <summary>
    /// Whether the image is there under all its tags. Asked once, from the first call on, which may well come before the answer is
    /// needed: the engine takes longer for it than a plan takes.
    /// </summary>
    /// <exception cref="DiagnosticException">IMG0004: no engine answers.</exception>
    public Task<bool> IsThereAsync(CancellationToken cancellationToken) => _isThere ??=
        Record is null ? Task.FromResult(false)
        : Record.Layout.Length > 0 ? Task.FromResult(OciLayout.Has(Record.Layout, Record.Digest))
        : Task.Run(() => session.Engine.HasAsync(Record.Digest, Record.Tags, cancellationToken), cancellationToken);
}
