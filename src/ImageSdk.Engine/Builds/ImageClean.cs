using ImageSdk.Records;

namespace ImageSdk.Engine.Builds;

/// <summary>Takes back what a build left: its tags in the engine, or its layout directory.</summary>
public static class ImageClean
{
    /// <summary>Removes the tags that the record names. Layers that other images use stay.</summary>
    public static async Task RunAsync(EngineSession session, ImageRecord record, CancellationToken cancellationToken)
    {
        if (record.Layout.Length > 0)
        {
            OciLayout.Delete(record.Layout);
            return;
        }

        foreach (var tag in record.Tags)
        {
            await session.Engine.RemoveTagAsync(tag, cancellationToken).ConfigureAwait(false);
        }
    }
}
