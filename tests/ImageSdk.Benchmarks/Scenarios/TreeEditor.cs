using ImageSdk.Benchmarks.Contenders;

namespace ImageSdk.Benchmarks.Scenarios;

/// <summary>Edits files of trees. No content comes twice, so that no run finds the result of an earlier one.</summary>
internal sealed class TreeEditor
{
    private readonly Dictionary<string, string> _originals = [];
    private int _edits;

    /// <summary>Changes the content of the leaf's own file.</summary>
    public void EditLeaf(Tree tree) => Edit(tree, tree.Graph.LeafFile);

    /// <summary>Changes a line of the lowest base's requirements.</summary>
    public void EditRequirements(Tree tree) => Edit(tree, tree.Graph.RequirementsFile);

    /// <summary>Changes the time of the leaf's own file.</summary>
    public static void Touch(Tree tree) =>
        File.SetLastWriteTimeUtc(Path.Combine(tree.Directory, tree.Graph.LeafFile), DateTime.UtcNow);

    private void Edit(Tree tree, string file)
    {
        var path = Path.Combine(tree.Directory, file);
        if (!_originals.TryGetValue(path, out var original)) _originals.Add(path, original = File.ReadAllText(path));
        File.WriteAllText(path, $"{original}# edit {++_edits} of {tree.Contender}\n");
    }
}
