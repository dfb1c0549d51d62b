using ImageSdk.Records;

namespace ImageSdk.Engine.Builds;

/// <summary>Takes back what a build left outside of the tree: its tags in the engine, and its links.</summary>
public static class ImageClean
{
    /// <summary>Removes the tags that the record names. Layers that other images use stay.</summary>
    public static async Task RemoveTagsAsync(EngineSession session, ImageRecord record, CancellationToken cancellationToken)
    {
        if (record.Layout.Length > 0) return;

        foreach (var tag in record.Tags)
        {
            await session.Engine.RemoveTagAsync(tag, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Removes the links by which BuildKit was given the image's contexts, and those of images that are gone.</summary>
    /// <param name="session">Knows where they are.</param>
    /// <param name="intermediateDirectory">The folder below <c>obj</c> that is the project's alone.</param>
    public static void RemoveLinks(EngineSession session, string intermediateDirectory) =>
        new DirectoryLinks(session.LinksDirectory, intermediateDirectory).Clean();
}
