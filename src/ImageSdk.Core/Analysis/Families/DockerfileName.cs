using System.Text.RegularExpressions;
using ImageSdk.References;

namespace ImageSdk.Analysis.Families;

/// <summary>
/// What a Dockerfile without a project probably calls its image, by its place: <c>base/Dockerfile</c>, <c>Dockerfile.base</c>,
/// <c>base.Dockerfile</c>.
/// </summary>
internal sealed partial record DockerfileName
{
    private DockerfileName(string directory, string own) => (Directory, Own) = (directory, own);

    /// <summary>The name of its directory, in lower case.</summary>
    public string Directory { get; }

    /// <summary>The part of its file name that is not <c>Dockerfile</c>, in lower case; empty for none.</summary>
    public string Own { get; }

    /// <summary>The name for messages, as far as no other Dockerfile has the same.</summary>
    public string Display => Own.Length > 0 ? Own : Directory;

    /// <summary>Reads the name from a path.</summary>
    /// <param name="path">The full path of the Dockerfile.</param>
    public static DockerfileName Of(string path)
    {
        var own = FileKind().Replace(Path.GetFileName(path), "").Trim('.', '-', '_').ToLowerInvariant();
        return new DockerfileName(Path.GetFileName(Path.GetDirectoryName(path) ?? "").ToLowerInvariant(), own);
    }

    /// <summary>How well a reference fits the name: the more characters agree, the better; 0 for not at all.</summary>
    /// <param name="image">What a Dockerfile starts from.</param>
    public int Fits(ImageReference image)
    {
        var repository = image.Path[(image.Path.LastIndexOf('/') + 1)..];
        if (Own.Length == 0)
            return Agree(repository, Directory);
        // base/Dockerfile.cuda is the image base-cuda, or base:cuda, or a Dockerfile of a directory with many.
        var variant = TagParts().Split(image.TagOrLatest).Contains(Own) ? Agree(repository, Directory) : 0;
        return Math.Max(Agree(repository, Own),
            Math.Max(Agree(repository, $"{Directory}-{Own}"), variant > 0 ? variant + Own.Length : 0));
    }

    /// <summary>A repository is often the name behind the name of the product: <c>speech-base</c> for <c>base</c>.</summary>
    private static int Agree(string repository, string name) =>
        name.Length > 1 && (repository == name
            || (repository.EndsWith(name, StringComparison.Ordinal) && repository[^(name.Length + 1)] is '-' or '_' or '.'))
            ? name.Length * 2 + (repository == name ? 1 : 0)
            : 0;

    [GeneratedRegex("dockerfile|containerfile", RegexOptions.IgnoreCase)]
    private static partial Regex FileKind();

    [GeneratedRegex("[-_.]")]
    private static partial Regex TagParts();
}
