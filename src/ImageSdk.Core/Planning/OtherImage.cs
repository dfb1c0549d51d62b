namespace ImageSdk.Planning;

/// <summary>The image of a project that is neither being built nor referenced.</summary>
/// <param name="ProjectFile">The full path of the project file.</param>
/// <param name="Variant">Which of the project's images; empty for a project with one image.</param>
/// <param name="Tags">Its full tags.</param>
/// <param name="Names">Every name that a child's Dockerfile may use for it, the full tags first.</param>
public sealed record OtherImage(string ProjectFile, string Variant, IReadOnlyList<string> Tags, IReadOnlyList<string> Names)
{
    /// <summary>The image from the properties of a project, as the target <c>_DefineImage</c> makes names of them.</summary>
    /// <param name="projectFile">The full path of the project file.</param>
    /// <param name="variant">Which of the project's images; empty for a project with one image.</param>
    /// <param name="registry"><c>ContainerRegistry</c>.</param>
    /// <param name="repository"><c>ContainerRepository</c>.</param>
    /// <param name="tags"><c>ContainerImageTags</c>.</param>
    /// <param name="furtherTags">Full tags that the project adds as items.</param>
    public static OtherImage Create(
        string projectFile, string variant, string registry, string repository, IReadOnlyList<string> tags,
        IReadOnlyList<string> furtherTags)
    {
        var fullRepository = registry.Length == 0 ? repository : $"{registry}/{repository}";
        string[] own = variant.Length == 0 ? [.. tags] : [.. tags.Select(tag => OfVariant(tag, variant))];
        string[] fullTags = [.. own.Select(tag => $"{fullRepository}:{tag}"), .. furtherTags];
        string[] shared = variant.Length == 0 ? [] : [.. tags];
        return new OtherImage(projectFile, variant, fullTags,
        [
            .. fullTags, .. own.Select(tag => $"{repository}:{tag}"),
            Path.GetFileNameWithoutExtension(projectFile).ToLowerInvariant(),
            .. shared.Select(tag => $"{fullRepository}:{tag}"), .. shared.Select(tag => $"{repository}:{tag}"),
        ]);
    }

    private static string OfVariant(string tag, string variant) => tag == "latest" ? variant
        : tag == variant || tag.EndsWith($"-{variant}", StringComparison.Ordinal) ? tag
        : $"{tag}-{variant}";
}
