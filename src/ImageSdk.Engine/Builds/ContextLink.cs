using ImageSdk.Planning;

namespace ImageSdk.Engine.Builds;

/// <summary>
/// The path by which BuildKit is given a directory. BuildKit keeps what it was sent of a directory under the last part of its path,
/// and is next time sent only files whose size, time or permissions are others: so a file can change unnoticed, and directories of
/// the same name in different places share what it keeps. A link whose name is the transfer key, which knows of such changes, makes
/// it one of the directory's own.
/// </summary>
internal static class ContextLink
{
    /// <summary>The link to the main context of an image.</summary>
    public static string For(ImageDefinition definition, ImagePlan plan) =>
        Create(definition.ContextDirectory, plan.Context.TransferKey);

    /// <summary>The link to a named context.</summary>
    public static string For(NamedContext context) => Create(context.Path, context.TransferKey);

    /// <summary>A link of a name, or the directory itself where there can be none.</summary>
    public static string Create(string directory, string key)
    {
        // Nothing is sent of an empty context.
        if (key.Length == 0) return directory;

        // Outside of the tree: a link back into it is a circle for everything that looks for files there.
        var link = Path.Combine(Path.GetTempPath(), "imagesdk-contexts", key);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(link)!);
            if (!Directory.Exists(link)) Directory.CreateSymbolicLink(link, directory);
            return link;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Another build of the same tree was faster; or links need rights that the user has not.
            return Directory.Exists(link) ? link : directory;
        }
    }
}
