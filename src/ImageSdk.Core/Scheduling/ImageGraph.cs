namespace ImageSdk.Scheduling;

/// <summary>Images and which of them are based on which others.</summary>
public sealed class ImageGraph
{
    private readonly Dictionary<string, ImageNode> _nodes;
    private readonly ILookup<string, string> _children;

    /// <summary>A graph of these images.</summary>
    /// <param name="comparer">Compares keys.</param>
    /// <param name="nodes">The images. Of several with one key the last one counts.</param>
    /// <exception cref="ArgumentException">An image is based on itself, directly or through others.</exception>
    public ImageGraph(StringComparer comparer, IEnumerable<ImageNode> nodes)
    {
        Comparer = comparer;
        _nodes = new(comparer);
        foreach (var node in nodes) _nodes[node.Key] = node;
        _children = _nodes.Values
            .SelectMany(node => ParentsOf(node.Key).Select(parent => (Parent: parent, node.Key)))
            .ToLookup(edge => edge.Parent, edge => edge.Key, comparer);
        ThrowIfCyclic();
    }

    /// <summary>Compares keys.</summary>
    public StringComparer Comparer { get; }

    /// <summary>All images.</summary>
    public IReadOnlyCollection<ImageNode> Nodes => _nodes.Values;

    /// <summary>The images of the graph that an image is based on directly.</summary>
    public IEnumerable<string> ParentsOf(string key) => _nodes[key].Parents.Where(_nodes.ContainsKey).Distinct(Comparer);

    /// <summary>The images that are directly based on an image.</summary>
    public IEnumerable<string> ChildrenOf(string key) => _children[key];

    /// <summary>The same graph with more images. An image that is in both is replaced.</summary>
    /// <exception cref="ArgumentException">An image is based on itself, directly or through others.</exception>
    public ImageGraph With(IEnumerable<ImageNode> nodes) => new(Comparer, Nodes.Concat(nodes));

    private void ThrowIfCyclic()
    {
        // Images whose parents are all sorted, until no more can be sorted.
        var missing = _nodes.Keys.ToDictionary(key => key, key => ParentsOf(key).Count(), Comparer);
        var sorted = new Queue<string>(missing.Where(node => node.Value == 0).Select(node => node.Key));
        var count = 0;
        for (; sorted.TryDequeue(out var key); count++)
        {
            foreach (var child in _children[key])
            {
                if (--missing[child] == 0) sorted.Enqueue(child);
            }
        }

        if (count < _nodes.Count)
        {
            var cyclic = missing.Where(node => node.Value > 0).Select(node => node.Key).Order(StringComparer.Ordinal);
            throw new ArgumentException($"Cyclic reference among {string.Join(", ", cyclic)}.");
        }
    }
}
