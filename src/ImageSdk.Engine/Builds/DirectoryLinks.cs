using System.Security.Cryptography;
using System.Text;
using ImageSdk.Planning;

namespace ImageSdk.Engine.Builds;

/// <summary>
/// The links by which buildx is given the directories of one image. They are outside of the tree, where they would be a circle
/// for everything that looks for files, and in a folder of the user's own, where nobody else can put one.
/// </summary>
/// <remarks>
/// BuildKit keeps what it was sent of a context under the last part of its path, and is next time sent only files whose size,
/// time or permissions are others: so a file can change unnoticed, and directories of the same name in different places share
/// what it keeps. A link whose name is the transfer key, which knows of such changes, makes it one of the directory's own. And
/// buildx takes the path of an OCI layout apart at <c>@</c> and <c>:</c>, which the path of a link does not have.
/// </remarks>
/// <param name="root">The folder of the user's own.</param>
/// <param name="intermediateDirectory">The folder below <c>obj</c> that is the image's alone.</param>
internal sealed class DirectoryLinks(string root, string intermediateDirectory)
{
    private string Folder => Path.Combine(root, Name(Path.TrimEndingDirectorySeparator(intermediateDirectory)));

    /// <summary>The link to the main context.</summary>
    public string Context(ImageDefinition definition, ImagePlan plan) =>
        Context(definition.ContextDirectory, plan.Context.TransferKey);

    /// <summary>The link to a named context.</summary>
    public string Context(NamedContext context) => Context(context.Path, context.TransferKey);

    /// <summary>The link to a directory that is no context: an OCI layout, a local cache.</summary>
    public string To(string directory) => Create(directory, Name(directory));

    /// <summary>Removes the links of this image, and those of any image that lead nowhere.</summary>
    public void Clean()
    {
        foreach (var folder in Directory.GetDirectories(root))
        {
            try
            {
                foreach (var link in Directory.GetFileSystemEntries(folder))
                {
                    if (folder == Folder || !Directory.Exists(link)) Delete(link);
                }

                if (Directory.GetFileSystemEntries(folder).Length == 0) Directory.Delete(folder);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Another command is doing the same; a link that is left over does no harm.
            }
        }
    }

    /// <summary>A link to a directory is a directory on Windows, and a file elsewhere.</summary>
    private static void Delete(string link)
    {
        if (OperatingSystem.IsWindows()) Directory.Delete(link);
        else File.Delete(link);
    }

    // Nothing is sent of an empty context.
    private string Context(string directory, string transferKey) =>
        transferKey.Length == 0 ? directory : Create(directory, transferKey);

    private string Create(string directory, string name)
    {
        var link = new DirectoryInfo(Path.Combine(Folder, name));
        try
        {
            if (link.LinkTarget == directory) return link.FullName;

            Directory.CreateDirectory(Folder);
            File.Delete(link.FullName);
            return Directory.CreateSymbolicLink(link.FullName, directory).FullName;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Another build of the same tree was faster; or links need rights that the user has not.
            link.Refresh();
            return link.LinkTarget == directory ? link.FullName : directory;
        }
    }

    private static string Name(string path) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path)).AsSpan(0, 16));
}
