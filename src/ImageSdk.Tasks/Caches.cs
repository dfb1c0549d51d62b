using Microsoft.Build.Framework;

namespace ImageSdk.Tasks;

/// <summary>What <c>ImageCache</c> stands for where no item says it.</summary>
internal static class Caches
{
    /// <summary>The caches to read: those of the items, or the one that a publish writes.</summary>
    public static IReadOnlyList<string> From(ItemReader items, ITaskItem definition, ITaskItem[] cacheFrom) =>
        items.Caches(cacheFrom, "ImageCacheFrom", cache => cache is "registry" or "inline" ? Registry(definition) : null);

    /// <summary>The caches that a publish writes.</summary>
    public static IReadOnlyList<string> To(ItemReader items, ITaskItem definition, ITaskItem[] cacheTo) =>
        items.Caches(cacheTo, "ImageCacheTo", cache => cache switch
        {
            "registry" => Registry(definition) is { } registry ? $"{registry},mode=max" : null,
            "inline" => "type=inline",
            _ => null,
        });

    private static string? Registry(ITaskItem definition) =>
        definition.GetMetadata("CacheReference") is { Length: > 0 } reference ? $"type=registry,ref={reference}" : null;
}
