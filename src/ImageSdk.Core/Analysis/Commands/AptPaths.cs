using ImageSdk.Analysis.Shell;
using ImageSdk.Generation;

namespace ImageSdk.Analysis.Commands;

/// <summary>Where apt keeps what it downloads.</summary>
internal static class AptPaths
{
    /// <summary>The lists of packages, which <c>update</c> writes.</summary>
    public const string Lists = "/var/lib/apt/lists";

    /// <summary>The packages that were downloaded.</summary>
    public const string Archives = "/var/cache/apt/archives";

    /// <summary>
    /// The mounts that keep packages and lists between builds, in this order. What apt downloads belongs to a distribution and a
    /// processor: the others could not use it, and would have to wait for each other, since apt needs to be alone
    /// (<c>locked</c>). Declared images and fixes write the same ids.
    /// </summary>
    /// <param name="baseImage">The image at the bottom.</param>
    /// <param name="hasPlatforms">
    /// Whether the image is built for several platforms; the stage then needs <c>ARG TARGETARCH</c>.
    /// </param>
    public static IReadOnlyList<string> Mounts(string baseImage, bool hasPlatforms)
    {
        var slug = BaseKnowledge.Slug(baseImage) + (hasPlatforms ? "-${TARGETARCH}" : "");
        return [$"type=cache,id=apt-{slug},target=/var/cache/apt,sharing=locked",
            $"type=cache,id=apt-lists-{slug},target={Lists},sharing=locked"];
    }

    /// <summary>Whether a command empties the lists.</summary>
    public static bool RemovesLists(ShellCommand command) => PathRemoval.IsOf(command, "/var/lib/apt") || IsDistClean(command);

    /// <summary>Whether a command empties the downloaded packages.</summary>
    public static bool RemovesArchives(ShellCommand command) => PathRemoval.IsOf(command, "/var/cache/apt")
        || (command.Name is "apt-get" or "apt"
            && command.Words.Skip(1).Any(word => word.Value is "clean" or "autoclean" or "distclean" or "dist-clean"));

    /// <summary>Whether <see cref="Mounts"/> hold a path.</summary>
    public static bool AreMountedAt(string path) => PathRemoval.IsIn(path, Lists) || PathRemoval.IsIn(path, "/var/cache/apt");

    /// <summary>Whether a command of apt's own empties lists as well, and not only packages.</summary>
    public static bool IsDistClean(ShellCommand command) =>
        command.Name is "apt-get" or "apt" && command.Words.Skip(1).Any(word => word.Value is "distclean" or "dist-clean");
}
