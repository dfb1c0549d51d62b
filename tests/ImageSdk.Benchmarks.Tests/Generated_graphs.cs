using ImageSdk.Benchmarks.Graphs;

namespace ImageSdk.Benchmarks.Tests;

[TestClass]
public class Generated_graphs
{
    [TestMethod]
    [DataRow(15)]
    [DataRow(60)]
    [DataRow(300)]
    public void have_so_many_images_on_three_levels_parents_first(int count)
    {
        var images = new GeneratedGraph(count, 1).Images;

        Assert.HasCount(count, images);
        var levels = new Dictionary<string, int>();
        foreach (var image in images) levels.Add(image.Name, image.Parent is { } parent ? levels[parent] + 1 : 0);
        CollectionAssert.AreEquivalent(new[] { 0, 1, 2 }, levels.Values.Distinct().ToArray());
        Assert.IsGreaterThan(count * 2 / 3, levels.Values.Count(l => l == 2));
    }

    [TestMethod]
    public void are_divided_so_that_each_part_has_what_its_images_start_from()
    {
        var graph = new GeneratedGraph(300, 1);

        var parts = graph.Parts(60);

        Assert.HasCount(5, parts);
        foreach (var part in parts)
        {
            var names = part.Select(i => i.Name).ToHashSet();
            Assert.IsTrue(part.All(i => i.Parent is null || names.Contains(i.Parent)));
            Assert.IsLessThanOrEqualTo(62, part.Count);
        }

        CollectionAssert.AreEquivalent(graph.Images.ToArray(), parts.SelectMany(p => p).Distinct().ToArray());
    }

    [TestMethod]
    public void have_other_content_below_each_RUN_for_each_contender()
    {
        var root = Directory.CreateTempSubdirectory().FullName;
        try
        {
            var graph = new GeneratedGraph(15, 3);
            foreach (var contender in new[] { "one", "two" }) graph.Write(Path.Combine(root, contender), contender, "localhost:5000");

            foreach (var image in graph.Images)
            {
                Assert.AreNotEqual(
                    File.ReadAllText(Path.Combine(root, "one", image.Name, "requirements.txt")),
                    File.ReadAllText(Path.Combine(root, "two", image.Name, "requirements.txt")));
            }

            Assert.HasCount(3, Directory.GetFiles(Path.Combine(root, "one/shared"), "*", SearchOption.AllDirectories));
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }
}
