using ImageSdk.Diagnostics;
using ImageSdk.Generation.Models;

namespace ImageSdk.Generation.Compose;

/// <summary>
/// The images of a solution, or an image and those that it stands on: which of them are services, and what they inherit.
/// </summary>
internal sealed class ComposeFamily
{
    private readonly ILookup<string, ComposeImage> _byProject;

    public ComposeFamily(IReadOnlyList<ComposeImage> images)
    {
        _byProject = images.ToLookup(image => image.Project, StringComparer.Ordinal);
        var below = images.SelectMany(image => image.References).ToHashSet(StringComparer.Ordinal);
        Images = images;
        Services = [.. images.Where(image => image.IsService ?? !below.Contains(image.Project))
            .OrderBy(image => image.Service, StringComparer.Ordinal)];
    }

    /// <summary>All of them.</summary>
    public IReadOnlyList<ComposeImage> Images { get; }

    /// <summary>Those that run: what nothing else stands on, unless the project says something else. Sorted by name.</summary>
    public IReadOnlyList<ComposeImage> Services { get; }

    /// <summary>
    /// The caches of an image and of those that it starts from, sorted by path. What is declared nearer to the image counts.
    /// </summary>
    public IReadOnlyList<InheritedCache> CachesOf(ComposeImage image) =>
    [
        .. LineOf(image).SelectMany(one => one.Caches.Select(cache => new InheritedCache(cache, one.IsDeclared)))
            .DistinctBy(one => one.Cache.Name).DistinctBy(one => one.Cache.Path)
            .OrderBy(one => one.Cache.Path, StringComparer.Ordinal),
    ];

    /// <summary>The models of an image and of those that it starts from, sorted by name. The nearest revision counts.</summary>
    public IReadOnlyList<(DeclaredModel Model, SourceLocation Location)> ModelsOf(ComposeImage image) =>
        [.. LineOf(image).SelectMany(one => one.Models).DistinctBy(one => one.Model.Name)
            .OrderBy(one => one.Model.Name, StringComparer.Ordinal)];

    /// <summary>The image, then what it starts from, and so on. An image that it only copies from leaves it nothing.</summary>
    private IEnumerable<ComposeImage> LineOf(ComposeImage image)
    {
        for (var next = image; next is not null; next = ParentOf(next)) yield return next;
    }

    /// <summary>All names count: variants of a project have some in common.</summary>
    private ComposeImage? ParentOf(ComposeImage image) =>
        image.References.SelectMany(project => _byProject[project])
        .FirstOrDefault(parent => parent.Names.SequenceEqual(image.StartsFrom));
}
