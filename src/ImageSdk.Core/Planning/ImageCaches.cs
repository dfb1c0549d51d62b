using ImageSdk.Diagnostics;

namespace ImageSdk.Planning;

/// <summary>
/// The caches that an image reads and writes: those of its items, and where there are none, what <c>ImageCache</c> stands for.
/// Every method throws <see cref="DiagnosticException"/> with IMG0008 at the project for all that is wrong.
/// </summary>
/// <param name="projectFile">The full path of the project, where relative paths start from.</param>
/// <param name="preset"><c>ImageCache</c>.</param>
/// <param name="reference"><c>ImageCacheReference</c>; empty when there is none, as without a registry.</param>
/// <param name="compression">
/// <c>ImageCompression</c>; a cache has the layers of the image, or they would be compressed twice.
/// </param>
public sealed class ImageCaches(string projectFile, string preset, string reference, string compression)
{
    /// <summary>
    /// What a backend keeps the cache under that would otherwise keep the caches of all images under one name; or empty.
    /// </summary>
    public string Name { get; init; } = "";

    /// <summary>The caches that builds and publishes read, best first.</summary>
    /// <param name="items"><c>ImageCacheFrom</c>.</param>
    public IReadOnlyList<string> Read(IReadOnlyList<CacheItem> items) => Create("ImageCacheFrom", items, InRegistry());

    /// <summary>The caches that a build writes: only what items say.</summary>
    /// <param name="items"><c>ImageCacheTo</c>.</param>
    public IReadOnlyList<string> WrittenByBuild(IReadOnlyList<CacheItem> items) => Create("ImageCacheTo", items, null);

    /// <summary>The caches that a publish writes.</summary>
    /// <param name="items"><c>ImageCacheTo</c>.</param>
    public IReadOnlyList<string> WrittenByPublish(IReadOnlyList<CacheItem> items) =>
        Create("ImageCacheTo", items,
            preset == "inline"
                ? new CacheItem("inline", [])
                : InRegistry([KeyValuePair.Create("mode", "max"), .. Compression()]));

    /// <summary>What tells an item from others, without values: one of them could be a credential.</summary>
    private static string NameOf(CacheItem item) =>
        item.Include.StartsWith("type=", StringComparison.Ordinal) ? item.Include.Split(',')[0] : item.Include.Split('=')[0];

    private CacheItem? InRegistry(params KeyValuePair<string, string>[] attributes) =>
        preset == "none" ? null : new CacheItem("registry", [KeyValuePair.Create("ref", reference), .. attributes]);

    private KeyValuePair<string, string>[] Compression() =>
        compression.Length == 0 ? [] : [KeyValuePair.Create("compression", compression)];

    private List<string> Create(string itemType, IReadOnlyList<CacheItem> items, CacheItem? standard)
    {
        var options = new List<string>();
        var wrong = new List<Diagnostic>();
        void Wrong(string message) => wrong.Add(DiagnosticDescriptors.InvalidCache.At(new SourceLocation(projectFile), message));

        if (preset is not ("registry" or "inline" or "none"))
        {
            Wrong($"ImageCache is '{preset}'. Use registry, inline or none, and ImageCacheFrom and ImageCacheTo for anything "
                + "else.");
        }
        else if (items.Count == 0 && standard is not null && reference.Length == 0)
        {
            Wrong($"ImageCache is {preset}, but nothing says which registry. Set ContainerRegistry or ImageCacheReference, or "
                + "ImageCache to none.");
        }
        else if (items.Count == 0 && standard is not null)
        {
            Add(standard, $"ImageCacheReference '{reference}'");
        }

        foreach (var item in items) Add(item, $"{itemType} '{NameOf(item)}'");
        return wrong.Count == 0 ? options : throw new DiagnosticException(wrong);

        void Add(CacheItem item, string what)
        {
            if (!CacheOption.TryCreate(item.Include, item.Metadata, Path.GetDirectoryName(projectFile)!, Name, out var option,
                out var error))
            {
                Wrong($"{what}: {error}");
            }
            else if (!options.Contains(option)) options.Add(option);
        }
    }
}
