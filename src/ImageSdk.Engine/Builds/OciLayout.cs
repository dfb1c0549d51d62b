using ImageSdk.Planning;
using ImageSdk.References;

namespace ImageSdk.Engine.Builds;

/// <summary>
/// An image in a directory, by which images travel between builds of a builder that has no image store of its own. Each build
/// makes a <see cref="Storage.HeldDirectory"/> of its own and its record says which one counts; the others are removed when no
/// build holds them, since a child may still be reading what another build of the same tree has replaced. Source:
/// https://github.com/opencontainers/image-spec/blob/main/image-layout.md
/// </summary>
internal static class OciLayout
{
    /// <summary>Whether the directory has that manifest or index.</summary>
    public static bool Has(string directory, string digest) =>
        digest.Split(':') is [var algorithm, var hex] && File.Exists(Path.Combine(directory, "blobs", algorithm, hex));

    /// <summary>
    /// The value of <c>--build-context</c>. With the tag: the form with a digest only does not work in every buildx.
    /// </summary>
    /// <param name="path">The path of a layout, without <c>@</c> and <c>:</c>, at which buildx takes it apart.</param>
    /// <param name="parent">The image in it.</param>
    public static string Context(string path, ParentImage parent) =>
        $"oci-layout://{path}:{ImageReference.Parse(parent.Reference).TagOrLatest}@{parent.Digest}";
}
