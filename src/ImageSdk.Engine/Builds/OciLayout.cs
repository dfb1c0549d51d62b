using ImageSdk.Planning;
using ImageSdk.References;

namespace ImageSdk.Engine.Builds;

/// <summary>
/// An image in a directory, by which images travel between builds of a builder that has no image store of its own. Each build makes
/// a directory of its own and its record says which one counts; the others are removed when no build holds them, since a child may
/// still be reading what another build of the same tree has replaced.
/// Source: https://github.com/opencontainers/image-spec/blob/main/image-layout.md
/// </summary>
internal sealed class OciLayout : IDisposable
{
    /// <summary>Open as long as the layout is in use, so that this ends with the process, however that ends.</summary>
    private readonly FileStream _held;

    private OciLayout(string directory, FileStream held) => (FullPath, _held) = (directory, held);

    /// <summary>The directory.</summary>
    public string FullPath { get; }

    /// <summary>A new directory for a layout, which is held.</summary>
    /// <param name="root">The directory of an image's layouts.</param>
    public static OciLayout Create(string root)
    {
        while (true)
        {
            var directory = Path.Combine(root, Guid.NewGuid().ToString("N"));
            Directory.CreateDirectory(directory);
            File.WriteAllBytes(HoldFile(directory), []);

            // Otherwise one who removes what is not in use came in between.
            if (TryHold(directory) is { } layout) return layout;
        }
    }

    /// <summary>Keeps a layout from being removed; null when it is not there.</summary>
    public static OciLayout? TryHold(string directory)
    {
        try
        {
            return new OciLayout(directory, File.Open(HoldFile(directory), FileMode.Open, FileAccess.Read, FileShare.Read));
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Whether the directory has that manifest or index.</summary>
    public static bool Has(string directory, string digest) =>
        digest.Split(':') is [var algorithm, var hex] && File.Exists(Path.Combine(directory, "blobs", algorithm, hex));

    /// <summary>The value of <c>--build-context</c>. With the tag: the form with a digest only does not work in every buildx.</summary>
    /// <param name="path">The path of a layout, without <c>@</c> and <c>:</c>, at which buildx takes it apart.</param>
    /// <param name="parent">The image in it.</param>
    public static string Context(string path, ParentImage parent) =>
        $"oci-layout://{path}:{ImageReference.Parse(parent.Reference).TagOrLatest}@{parent.Digest}";

    /// <summary>Removes the layouts that no build holds.</summary>
    /// <param name="root">The directory of an image's layouts; it need not exist.</param>
    /// <param name="last">The layout of the last build, which children are going to read; or empty.</param>
    public static void RemoveOthers(string root, string last)
    {
        if (!Directory.Exists(root)) return;

        foreach (var directory in Directory.GetDirectories(root).Where(d => d != last))
        {
            try
            {
                using var alone = File.Open(HoldFile(directory), FileMode.Open, FileAccess.Read, FileShare.None);
                Directory.Delete(directory, recursive: true);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // In use, or being removed by another build; the next build tries again.
            }
        }
    }

    /// <inheritdoc />
    public void Dispose() => _held.Dispose();

    private static string HoldFile(string directory) => Path.Combine(directory, "in-use");
}
