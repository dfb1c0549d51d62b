using ImageSdk.Planning;
using ImageSdk.References;

namespace ImageSdk.Engine.Builds;

/// <summary>
/// An image in a directory, by which images travel between builds of a builder that has no image store of its own.
/// Source: https://github.com/opencontainers/image-spec/blob/main/image-layout.md
/// </summary>
internal static class OciLayout
{
    /// <summary>Whether the directory has that manifest or index.</summary>
    public static bool Has(string directory, string digest) =>
        digest.Split(':') is [var algorithm, var hex] && File.Exists(Path.Combine(directory, "blobs", algorithm, hex));

    /// <summary>The value of <c>--build-context</c>. With the tag: the form with a digest only does not work in every buildx.</summary>
    public static string Context(ParentImage parent) =>
        $"oci-layout://{parent.Layout}:{ImageReference.Parse(parent.Reference).TagOrLatest}@{parent.Digest}";

    /// <summary>Puts a new layout in the place of the last one.</summary>
    public static void Replace(string directory, string newDirectory)
    {
        var old = directory + ".old";
        Delete(old);
        if (Directory.Exists(directory)) Directory.Move(directory, old);
        Directory.Move(newDirectory, directory);
        Delete(old);
    }

    /// <summary>Removes a layout, if there is one.</summary>
    public static void Delete(string directory)
    {
        if (Directory.Exists(directory)) Directory.Delete(directory, recursive: true);
    }
}
