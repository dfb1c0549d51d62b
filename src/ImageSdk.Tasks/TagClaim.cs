using ImageSdk.Diagnostics;
using ImageSdk.Engine.Builds;
using ImageSdk.Locking;
using ImageSdk.Planning;
using ImageSdk.References;

namespace ImageSdk.Tasks;

/// <summary>Stops an image before it takes a tag from the image of another project.</summary>
/// <param name="projects">The projects of the tree.</param>
/// <param name="properties">The global properties of this build.</param>
internal sealed class TagClaim(OtherProjects projects, IReadOnlyDictionary<string, string> properties)
{
    /// <summary>What a command line may set, and then sets in every project.</summary>
    private static readonly string[] NameProperties =
        ["ContainerRepository", "ContainerRegistry", "ContainerImageTags", "ContainerImageTag"];

    /// <summary>Notes the tags of an image.</summary>
    /// <exception cref="DiagnosticException">IMG2017: another project has one of the tags.</exception>
    public void Make(ImageDefinition definition, IReadOnlyList<string> tags, CancellationToken cancellationToken)
    {
        IReadOnlyList<(string Tag, TagOwner Owner)> taken;
        try
        {
            var owners = new TagOwners(SourceTree.RootOf(definition));
            taken = owners.Claim(
                new TagOwner(definition.ProjectFile, definition.Variant.Name), tags, StillHas, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or TimeoutException)
        {
            // A build needs no record of the tags of others.
            return;
        }

        if (taken.Count > 0) throw new DiagnosticException([.. taken.Select(tag => Taken(definition, tag.Tag, tag.Owner))]);
    }

    private bool StillHas(TagOwner owner, string tag) => TagsOf(projects, properties, owner)
        .Any(name => ImageReference.TryParse(name, out var reference, out _) && reference.Familiar == tag);

    private Diagnostic Taken(ImageDefinition definition, string tag, TagOwner owner)
    {
        var other = Path.GetRelativePath(Path.GetDirectoryName(definition.ProjectFile)!, owner.ProjectFile).Replace('\\', '/');
        var (own, others) = (
            LockUser.Of(Path.GetFileName(definition.ProjectFile), definition.Variant.Name), LockUser.Of(other, owner.Variant));
        var message = CommonProperty(definition, owner) is { } common
            ? $"{own} and {others} both build '{tag}', because -p:{common.Key}={common.Value} "
              + $"overrides {common.Key} in every project. "
              + $"Leave the option out, and write <{common.Key}>{common.Value}</{common.Key}> into the project that it is for."
            : $"{own} and {others} both build '{tag}', so each would replace the image of the other. "
              + "Set another ContainerRepository or ContainerImageTags in one of them.";
        return DiagnosticDescriptors.TagTaken.At(new SourceLocation(definition.ProjectFile), message);
    }

    /// <summary>
    /// The global property without which the two projects would have different tags; null if none is to blame alone.
    /// </summary>
    private KeyValuePair<string, string>? CommonProperty(ImageDefinition definition, TagOwner owner)
    {
        var candidates = properties.Where(property => NameProperties.Contains(property.Key, StringComparer.OrdinalIgnoreCase));
        foreach (var property in candidates)
        {
            // A collection of its own: the shared one knows the projects with the property.
            using var evaluated = new OtherProjects();
            var without = properties.Where(other => other.Key != property.Key).ToDictionary();
            var own = TagsOf(evaluated, without, new TagOwner(definition.ProjectFile, definition.Variant.Name));
            if (!own.Intersect(TagsOf(evaluated, without, owner)).Any()) return property;
        }

        return null;
    }

    private static IEnumerable<string> TagsOf(
        OtherProjects projects, IReadOnlyDictionary<string, string> properties, TagOwner image) =>
        projects.Of(image.ProjectFile, properties).Where(one => one.Variant == image.Variant).SelectMany(one => one.Tags);
}
