using ImageSdk.Planning;

namespace ImageSdk.Core.Tests.Planning;

[TestClass]
public sealed class AmbiguousNameTests
{
    private static readonly ParentImage A = new("/r/a/base.imageproj", ["reg/a/base:1", "a/base:1", "base"], "reg/a/base:1", PlanningTree.DigestA);
    private static readonly ParentImage B = new("/r/b/base.imageproj", ["reg/b/base:1", "b/base:1", "base"], "reg/b/base:1", PlanningTree.DigestB);

    [TestMethod]
    public void A_name_that_two_parents_have_is_an_error_where_it_is_used_that_says_how_to_name_each()
    {
        using var tree = new PlanningTree("FROM scratch\nCOPY --from=base /x /x\n") { Parents = { A, B } };

        var error = tree.Error();

        Assert.AreEqual(("IMG2009", 2), (error.Descriptor.Code, error.Location.Line));
        Assert.Contains("a/base.imageproj (reg/a/base:1)", error.Message);
        Assert.Contains("b/base.imageproj (reg/b/base:1)", error.Message);
    }

    [TestMethod]
    public void Each_is_still_found_by_a_name_of_its_own()
    {
        using var tree = new PlanningTree("FROM a/base:1\nCOPY --from=reg/b/base:1 /x /x\n") { Parents = { A, B } };

        CollectionAssert.AreEqual(
            new[] { PlanningTree.DigestA, PlanningTree.DigestB }, tree.Plan().NamedContexts.Select(c => c.Digest).ToArray());
    }

    [TestMethod]
    public void A_parent_that_is_referenced_twice_is_one()
    {
        using var tree = new PlanningTree("FROM base\n") { Parents = { A, A } };

        Assert.AreEqual(PlanningTree.DigestA, tree.Plan().NamedContexts.Single().Digest);
    }

    [TestMethod]
    [DataRow("FROM other:latest\n")]
    [DataRow("FROM docker.io/library/other\n")]
    public void Two_parents_with_one_tag_are_an_error_in_every_spelling(string dockerfile)
    {
        using var tree = new PlanningTree(dockerfile)
        {
            Parents = { A with { Names = ["other:latest", "a"] }, B with { Names = ["other:latest", "b"] } },
        };

        Assert.AreEqual("IMG2009", tree.Error().Descriptor.Code);
    }

    [TestMethod]
    [DataRow("/r/Base.csproj", "/r/base.csproj")]
    [DataRow("/r/Base.csproj", null)]
    public void The_output_of_a_project_is_told_apart_from_another_ones_and_from_a_parent(string project, string? other)
    {
        using var tree = new PlanningTree("FROM scratch\nCOPY --from=base . /x\n") { Parents = { A } };
        if (other is not null) tree.Parents.Clear();
        NamedDirectory[] directories = [new("base", tree.PathOf("out"), project), new("base", tree.PathOf("out"), other ?? project)];
        tree.Definition = tree.Definition with { Directories = directories };

        var error = tree.Error();

        Assert.AreEqual(("IMG2009", 2), (error.Descriptor.Code, error.Location.Line));
        Assert.Contains("ImageContextName", error.Message);
    }
}
