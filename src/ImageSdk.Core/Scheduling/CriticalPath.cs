namespace ImageSdk.Scheduling;

/// <summary>
/// The critical path from each image of a graph: the expected seconds of its own build and of the longest chain of builds that
/// can only start after it. An image with a longer path comes first, because the end of the whole build waits for it.
/// </summary>
public sealed class CriticalPath
{
    private readonly ImageGraph _graph;
    private readonly Dictionary<string, double> _seconds;

    /// <summary>Measures the paths of a graph.</summary>
    public CriticalPath(ImageGraph graph)
    {
        (_graph, _seconds) = (graph, new(graph.Comparer));
        var nodes = graph.Nodes.ToDictionary(node => node.Key, graph.Comparer);
        foreach (var node in graph.Nodes) Measure(node);

        double Measure(ImageNode node)
        {
            if (_seconds.TryGetValue(node.Key, out var known)) return known;
            var children = graph.ChildrenOf(node.Key).Select(child => Measure(nodes[child]));
            return _seconds[node.Key] = node.ExpectedSeconds + children.DefaultIfEmpty().Max();
        }
    }

    /// <summary>The length of the path that starts with an image, in seconds.</summary>
    public double SecondsFrom(string key) => _seconds[key];

    /// <summary>
    /// Images with the longest path first; of equal ones first the one that more images are directly based on, then by key.
    /// </summary>
    public IEnumerable<string> Sort(IEnumerable<string> keys) => keys
        .OrderByDescending(SecondsFrom)
        .ThenByDescending(key => _graph.ChildrenOf(key).Count())
        .ThenBy(key => key, StringComparer.Ordinal);
}
