namespace ImageSdk.Benchmarks.Graphs;

/// <summary>A family of images that each contender lays out in its own way: what they share, and where scenarios edit.</summary>
internal abstract class ImageGraph
{
    /// <summary>How <c>--graph</c> calls it.</summary>
    public abstract string Name { get; }

    /// <summary>How a report calls it.</summary>
    public abstract string Title { get; }

    /// <summary>The images, parents before children.</summary>
    public abstract IReadOnlyList<ImageNode> Images { get; }

    /// <summary>A file that only <see cref="Leaf"/> reads.</summary>
    public abstract string LeafFile { get; }

    /// <summary>The image that <see cref="LeafFile"/> changes.</summary>
    public abstract string Leaf { get; }

    /// <summary>A requirements file of the lowest base: each image depends on it.</summary>
    public abstract string RequirementsFile { get; }

    /// <summary>Writes what every contender has: contexts and Dockerfiles.</summary>
    /// <param name="directory">The root of the tree.</param>
    /// <param name="contender">
    /// Part of each image's name, and of the content below each RUN, so that no contender finds the cache of another.
    /// </param>
    /// <param name="registry">The host and port of the registry, the first part of each image's name.</param>
    public abstract void Write(string directory, string contender, string registry);

    /// <summary>The repository and tag of an image in the tree of a contender, without the registry.</summary>
    public string Repository(ImageNode image, string contender) => $"bench-{Name}/{contender}/{image.Repository}";

    /// <summary>The full name of an image in the tree of a contender.</summary>
    public string Tag(ImageNode image, string contender, string registry) => $"{registry}/{Repository(image, contender)}";

    /// <summary>
    /// The graph in parts of about so many images, each with all that its images start from: a base can be in several.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<ImageNode>> Parts(int size)
    {
        var count = (Images.Count + size - 1) / size;
        if (count == 1) return [Images];

        var parents = Images.ToDictionary(i => i.Name);
        var families = Images.Where(i => i.Parent is { } parent && parents[parent].Parent is null).ToList();
        return [.. Enumerable.Range(0, count)
            .Select(part => Part([.. families.Where((_, n) => n * count / families.Count == part)]))];
    }

    private List<ImageNode> Part(List<ImageNode> families)
    {
        var names = families.Select(f => f.Name).Concat(families.Select(f => f.Parent!)).ToHashSet();
        var heads = families.Select(f => f.Name).ToHashSet();
        foreach (var image in Images.Where(i => i.Parent is { } parent && heads.Contains(parent)))
        {
            names.Add(image.Name);
            heads.Add(image.Name);
        }

        return [.. Images.Where(i => names.Contains(i.Name))];
    }
}
