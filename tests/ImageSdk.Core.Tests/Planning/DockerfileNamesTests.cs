using ImageSdk.Diagnostics;
using ImageSdk.Planning;
using ImageSdk.References;
using ImageSdk.Variants;

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
        var other = new OtherImage(tree.PathOf("../other/other.imageproj"), "", ["localhost:5000/x/other:1"], ["localhost:5000/x/other:1", "other"]);

        var error = Assert.ThrowsExactly<DiagnosticException>(() => names.ThrowIfBuiltBy([other])).Diagnostics.Single();

        Assert.AreEqual(("IMG2008", 2), (error.Descriptor.Code, error.Location.Line));
        Assert.Contains("<ProjectReference Include=\"../other/other.imageproj\" />", error.Message);
    }

    [TestMethod]
    public void An_image_that_no_project_builds_is_no_error()
    {
        using var tree = new PlanningTree("FROM python:3\n");

        DockerfileNames.Read(tree.Definition, [], [], tree.Lock).ThrowIfBuiltBy([new OtherImage("/x/python.imageproj", "", [], ["python"])]);
    }

    [TestMethod]
    [DataRow("FROM localhost:5000/x/base:v2\n")]
    [DataRow("FROM scratch\nCOPY --from=x/base:v2 /x /x\n", DisplayName = "without the registry")]
    [DataRow("FROM busybox\nRUN --mount=from=localhost:5000/x/base:v2 true\n")]
    [DataRow("ARG TAG=v2\nFROM localhost:5000/x/base:$TAG\n")]
    public void A_tag_that_a_referenced_project_does_not_build_is_an_error_that_names_the_project_and_its_tags(string dockerfile)
    {
        using var tree = new PlanningTree(dockerfile);

        var error = Assert.ThrowsExactly<DiagnosticException>(() => NamesWithBase(tree).ThrowIfOtherTagOfParent(() => [])).Diagnostics.Single();

        Assert.AreEqual("IMG2016", error.Descriptor.Code);
        StringAssert.Matches(error.Message, new(@"base/base\.imageproj, which builds (localhost:5000/)?x/base:cpu and (localhost:5000/)?x/base\b"));
        Assert.Contains("<ImageExternal Include=", error.Message);
    }

    [TestMethod]
    [DataRow("FROM localhost:5000/x/base:cpu\n", DisplayName = "the tag that is built")]
    [DataRow("FROM other.example.com/x/base:v2\n", DisplayName = "another registry")]
    [DataRow("FROM base:3\n", DisplayName = "a name of Docker Hub, which may be meant")]
    [DataRow("FROM localhost:5000/x/base:v2@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n", DisplayName = "a digest")]
    [DataRow("FROM localhost:5000/x/base:v3\n", DisplayName = "declared as external")]
    public void An_image_of_a_registry_is_none_of_a_referenced_project(string dockerfile)
    {
        using var tree = new PlanningTree(dockerfile);

        NamesWithBase(tree).ThrowIfOtherTagOfParent(() => throw new InvalidOperationException("nothing to look for"));
    }

    [TestMethod]
    public void The_project_that_builds_exactly_the_tag_counts_more_than_the_one_that_builds_the_repository()
    {
        using var tree = new PlanningTree("FROM localhost:5000/x/base:cuda\n");
        var cuda = OtherImage.Create(tree.PathOf("../cuda/cuda.imageproj"), "", "localhost:5000", "x/base", ["cuda"], []);

        var error = Assert.ThrowsExactly<DiagnosticException>(() => NamesWithBase(tree).ThrowIfOtherTagOfParent(() => [cuda])).Diagnostics.Single();

        Assert.AreEqual("IMG2008", error.Descriptor.Code);
        Assert.Contains("../cuda/cuda.imageproj", error.Message);
    }

    [TestMethod]
    [DataRow("base:v2", "base/base.imageproj, which builds base, and of")]
    [DataRow("localhost:5000/other:1", "other/base.imageproj, which builds localhost:5000/other:latest")]
    [DataRow("python", "")]
    public void The_projects_that_build_a_repository_are_named_with_their_tags(string name, string description)
    {
        using var tree = new PlanningTree($"FROM {name}\n");
        var other = OtherImage.Create(tree.PathOf("../other/base.imageproj"), "", "localhost:5000", "other", ["latest"], []);

        var described = NamesWithBase(tree).DescribeBuilders(ImageRequest.Parse(name), [other]);

        if (description.Length == 0) Assert.AreEqual("", described);
        else Assert.Contains(description, described);
    }

    [TestMethod]
    public void An_image_that_is_declared_as_external_may_have_the_name_of_another_project()
    {
        using var tree = new PlanningTree("FROM python\n");
        var definition = tree.Definition with { ExternalNames = new HashSet<string> { "python:latest" } };

        DockerfileNames.Read(definition, [], [], tree.Lock).ThrowIfBuiltBy([new OtherImage("/x/python.imageproj", "", [], ["python"])]);
    }

    [TestMethod]
    [DataRow("FROM localhost:5000/x/base:v2\n", "Write 'localhost:5000/x/base:cpu'; or")]
    [DataRow("ARG TAG=v2\nFROM localhost:5000/x/base:$TAG\n", "Write 'ARG TAG=cpu'; or")]
    [DataRow("ARG TAG=v2\nFROM --platform=linux/amd64 localhost:5000/x/base:${TAG} AS x\r\n", "Write 'ARG TAG=cpu'; or")]
    [DataRow("ARG GIVEN\nFROM localhost:5000/x/base:${GIVEN}\n", "Write <ImageBuildArg Include=\"GIVEN\" Value=\"cpu\" />; or")]
    [DataRow("FROM scratch\nCOPY --from=localhost:5000/x/base:v2 /x /x\n", "Write 'localhost:5000/x/base:cpu'; or")]
    public void The_error_of_another_tag_says_what_to_write(string dockerfile, string advice)
    {
        using var tree = new PlanningTree(dockerfile);
        tree.Definition = tree.Definition with { BuildArguments = new Dictionary<string, string> { ["GIVEN"] = "v2" } };

        Assert.Contains(advice, Assert.ThrowsExactly<DiagnosticException>(() => NamesWithBase(tree).ThrowIfOtherTagOfParent(() => [])).Diagnostics.Single().Message);
    }

    /// <summary>A restore would refuse the name, so a build must not send anybody there.</summary>
    [TestMethod]
    [DataRow("FROM localhost:5000/x/base:v2\n", "It is not a tag of the referenced ../base/base.imageproj, which builds localhost:5000/x/base:cpu", "Write 'localhost:5000/x/base:cpu'; or, if the image in the registry is meant, add <ImageExternal Include=\"localhost:5000/x/base:v2\" />. Then run `dotnet restore`.")]
    [DataRow("FROM python:3\n", "Run `dotnet restore`: it locks the image, or says why it cannot.", "")]
    [DataRow("FROM base:3\n", "Run `dotnet restore`: it locks the image, or says why it cannot.", "")]
    public void An_image_that_is_not_locked_is_an_error_that_says_what_a_restore_needs(string dockerfile, string message, string more)
    {
        using var tree = new PlanningTree(dockerfile);
        tree.Parents.Add(Parent(tree));

        var error = tree.Error();

        Assert.AreEqual("IMG2007", error.Descriptor.Code);
        Assert.Contains(message, error.Message);
        Assert.Contains(more, error.Message);
    }

    [TestMethod]
    [DataRow("FROM localhost:5000/x/base:v2\n", "localhost:5000/x/base:v2", null)]
    [DataRow("FROM python\n", "docker.io/library/python:latest", null)]
    [DataRow("ARG TAG=v2\nFROM localhost:5000/x/base:$TAG\n", "localhost:5000/x/base:v2", null)]
    [DataRow("FROM localhost:5000/x/base:v2\n", "localhost:5000/x/base:v1", "no stage that is built names that image. Did you mean localhost:5000/x/base:v2?")]
    [DataRow("FROM python AS unused\nFROM scratch\n", "python", "no stage that is built names that image.")]
    [DataRow("FROM localhost:5000/x/base:cpu\n", "localhost:5000/x/base:cpu", "it is the image of the referenced project base.imageproj")]
    public void A_declared_external_image_that_the_Dockerfile_does_not_name_is_warned_of(string dockerfile, string external, string? warning)
    {
        using var tree = new PlanningTree(dockerfile);
        tree.Definition = tree.Definition with { OwnExternalNames = new HashSet<string> { external } };
        var names = DockerfileNames.Read(tree.Definition, [], [Parent(tree)], tree.Lock);

        var found = UnusedExternals.Find(tree.Definition, names).SingleOrDefault();

        Assert.AreEqual(warning is null ? null : "IMG2018", found?.Descriptor.Code);
        if (warning is not null) Assert.Contains(warning, found!.Message);
        var variants = tree.Definition with { Variant = new ImageVariant("cpu", ["cpu", "cuda"]) };
        Assert.IsEmpty(UnusedExternals.Find(variants, names));
    }

    private static ParentImage Parent(PlanningTree tree) =>
        new(tree.PathOf("../base/base.imageproj"), ["localhost:5000/x/base:cpu", "localhost:5000/x/base:latest", "x/base:cpu", "x/base:latest", "base"], "", "");

    private static DockerfileNames NamesWithBase(PlanningTree tree)
    {
        var definition = tree.Definition with { ExternalNames = new HashSet<string> { "localhost:5000/x/base:v3" } };
        return DockerfileNames.Read(definition, [], [Parent(tree)], tree.Lock);
    }
}
