using ImageSdk.References;
using Microsoft.Build.Framework;

namespace ImageSdk.Tasks;

/// <summary>Reads the names that an image gets.</summary>
internal static class TagItems
{
    /// <summary>The tags of the items, each once.</summary>
    /// <param name="definition">The image, with the properties that the items were made of.</param>
    /// <param name="items">ImageTag: whole names.</param>
    /// <param name="wrong">Takes what is wrong and what to write instead.</param>
    public static IReadOnlyList<ImageReference> Read(ITaskItem definition, ITaskItem[] items, Action<string> wrong)
    {
        // First by property, which says what to change; then together, as a project may add items of its own.
        var registry = definition.GetMetadata("Registry");
        var tagsAreValid = ContainerNames.TryParseTags(definition.GetMetadata("ImageTags"), out _, out var tagError);
        List<string> errors =
        [
            .. Of("ContainerRegistry", registry.Length == 0 ? null : ContainerNames.CheckRegistry(registry)),
            .. Of("ContainerRepository", ContainerNames.CheckRepository(definition.GetMetadata("Repository"))),
            .. Of("ContainerImageTags", tagsAreValid ? null : tagError),
        ];
        var tags = new List<ImageReference>();
        foreach (var item in errors.Count > 0 ? [] : items)
        {
            if (!ImageReference.TryParse(item.ItemSpec, out var tag, out var error) || tag is not { Tag: not null, Digest: null })
            {
                errors.Add($"ImageTag '{item.ItemSpec}': {error ?? "the name has no tag."}");
            }
            else if (!tags.Contains(tag))
            {
                tags.Add(tag);
            }
        }

        errors.ForEach(wrong);
        return tags;
    }

    private static IEnumerable<string> Of(string property, string? error) => error is null ? [] : [$"{property}: {error}"];
}
