using ImageSdk.Diagnostics;

namespace ImageSdk.Generation.Models;

/// <summary>Reads the items <c>ImageModelCache</c> of a project.</summary>
internal static class ModelCacheItems
{
    /// <summary>The caches, each with its item, in their order.</summary>
    /// <param name="items">The items of that type.</param>
    /// <param name="problems">Takes what is wrong: IMG6050.</param>
    public static IReadOnlyList<(ModelCache Cache, DeclaredItem Item)> Read(IEnumerable<DeclaredItem> items,
        ICollection<Diagnostic> problems)
    {
        var caches = new List<(ModelCache Cache, DeclaredItem Item)>();
        foreach (var item in items)
        {
            if (!ModelCache.TryParse(item.Include, item["Path"], item["Variable"], item["Volume"], out var cache,
                out var problem))
                Wrong(item, problem);
            else if (caches.FirstOrDefault(other => other.Cache.Path == cache.Path || other.Cache.Volume == cache.Volume)
                .Cache is { } other)
                Wrong(item, $"ImageModelCache '{item.Include}' has the path or the volume of '{other.Name}'. Give it its own, "
                    + "with Path and Volume.");
            else
                caches.Add((cache, item));
        }

        return caches;

        void Wrong(DeclaredItem item, string message) =>
            problems.Add(DiagnosticDescriptors.InvalidModelCache.At(ItemLocations.Of(item), message));
    }
}
