using System.Globalization;
using ImageSdk.Diagnostics;
using ImageSdk.Engine.Buildx;
using ImageSdk.Planning;

namespace ImageSdk.Engine.Builds;

/// <summary>
/// Keeps the cache mounts of other images when an image is built without the cache. BuildKit empties the cache mounts of every
/// RUN that it must not take from
/// its cache, and siblings share them. So such a build has mounts with other ids, which start empty instead. What a RUN made
/// still serves later builds, since
/// BuildKit does not compare the ids of mounts, with the exceptions of <see cref="Problem"/>.
/// </summary>
/// <remarks>Source: BuildKit, frontend/dockerfile/docs/reference.md (BUILDKIT_CACHE_MOUNT_NS) and pull request 4585 (ids are not
/// compared).</remarks>
internal static class FreshCacheMounts
{
    /// <summary>BuildKit's predefined build argument for what comes before the ids.</summary>
    public const string Argument = "BUILDKIT_CACHE_MOUNT_NS";

    /// <summary>The same for all images: the mounts of the last build without the cache are emptied by the next one.</summary>
    public const string Namespace = "imagesdk-no-cache";

    /// <summary>The first BuildKit that does not compare the ids.</summary>
    private static readonly Version OldestBuildKit = new(0, 13);

    /// <summary>The first engine with that BuildKit.</summary>
    private static readonly Version OldestEngine = new(26, 0);

    /// <summary>IMG3004 when the mounts must keep their ids, so that BuildKit empties them; null when they can have
    /// others.</summary>
    /// <param name="plan">What is built.</param>
    /// <param name="projectFile">The project, for what has no line.</param>
    /// <param name="builder">The builder.</param>
    /// <param name="engineVersion">The engine's version, when the builder is the engine.</param>
    public static Diagnostic? Problem(ImagePlan plan, string projectFile, BuilderInfo builder, string engineVersion)
    {
        const string Cost = "so every image that shares it downloads its files again";
        if (plan.CacheMounts.FirstOrDefault(mount => !mount.HasIdOfItsOwn) is { } mount)
        {
            return DiagnosticDescriptors.CacheMountEmptied.At((mount.Target ?? mount.Flag.Name).Location,
                $"ImageNoCache empties the cache mount {mount.Target?.Value}, which has no id of its own, {Cost}. Give it an "
                + "id: --mount=type=cache,id=NAME,…");
        }

        if (plan.BuildArguments.ContainsKey(Argument))
        {
            return DiagnosticDescriptors.CacheMountEmptied.At(new SourceLocation(projectFile),
                $"ImageNoCache empties each cache mount of the namespace that the build argument {Argument} names, {Cost}. "
                + "Leave the build argument out to keep them.");
        }

        return IsAtLeast(builder.IsEngine ? engineVersion : builder.BuildKitVersion,
            builder.IsEngine ? OldestEngine : OldestBuildKit) ? null
            : DiagnosticDescriptors.CacheMountEmptied.At(new SourceLocation(projectFile),
                $"ImageNoCache empties each cache mount of this image, {Cost}: the builder '{builder.Name}' is older than "
                + $"BuildKit {OldestBuildKit} (Docker Engine {OldestEngine.Major}). Update it to keep them.");
    }

    /// <summary>Compares the first two numbers of a version, such as <c>v0.25.1-dirty</c> or <c>28.5.2+dfsg4</c>.</summary>
    private static bool IsAtLeast(string version, Version oldest)
    {
        var numbers = version.TrimStart('v').Split('.', '-', '+', '~');
        return numbers.Length > 1 && int.TryParse(numbers[0], NumberStyles.None, CultureInfo.InvariantCulture, out var major)
            && int.TryParse(numbers[1], NumberStyles.None, CultureInfo.InvariantCulture, out var minor)
            && new Version(major, minor) >= oldest;
    }
}
