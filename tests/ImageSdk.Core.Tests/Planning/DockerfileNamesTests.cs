using ImageSdk.Diagnostics;
using ImageSdk.Planning;

namespace ImageSdk.Core.Tests.Planning;

[TestClass]
public sealed class DockerfileNamesTests
{
    [TestMethod]
    public void Each_external_image_is_one_key_of_the_lock()
    {
        using var tree = new PlanningTree("# syntax=acme/front:1\nFROM python:3 AS a\nFROM docker.io/library/python:3\nCOPY --from=a /x /x\nCOPY --from=busybox /x /x\n");

        var names = DockerfileNames.Read(tree.Definition, [], [], tree.Lock);

        CollectionAssert.AreEqual(
            new[] { "docker.io/acme/front:1", "docker.io/library/busybox:latest", "docker.io/library/python:3" }, names.LockKeys.ToArray());
    }

    [TestMethod]
    [DataRow("localhost:5000/x/other:1")]
    [DataRow("other")]
    public void An_image_of_a_project_that_is_not_referenced_is_an_error_that_names_the_project(string name)
    {
        using var tree = new PlanningTree($"FROM scratch\nCOPY --from={name} /x /x\n");
        var names = DockerfileNames.Read(tree.Definition, [], [], tree.Lock);
        var sibling = new SiblingImage(tree.PathOf("../other/other.imageproj"), ["localhost:5000/x/other:1", "other"]);

        var error = Assert.ThrowsExactly<DiagnosticException>(() => names.ThrowIfBuiltBy([sibling])).Diagnostics.Single();

        Assert.AreEqual(("IMG2008", 2), (error.Descriptor.Code, error.Location.Line));
        Assert.Contains("<ProjectReference Include=\"../other/other.imageproj\" />", error.Message);
    }

    [TestMethod]
    public void An_image_that_no_project_builds_is_no_error()
    {
        using var tree = new PlanningTree("FROM python:3\n");

        DockerfileNames.Read(tree.Definition, [], [], tree.Lock).ThrowIfBuiltBy([new SiblingImage("/x/python.imageproj", ["python"])]);
    }
}
