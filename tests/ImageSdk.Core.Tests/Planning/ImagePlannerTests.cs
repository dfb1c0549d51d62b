using ImageSdk.Locking;
using ImageSdk.Planning;
using ImageSdk.References;

namespace ImageSdk.Core.Tests.Planning;

[TestClass]
public sealed class ImagePlannerTests
{
    [TestMethod]
    [DataRow("localhost:5000/x/base:1")]
    [DataRow("x/base:1")]
    [DataRow("base")]
    [DataRow("docker.io/library/base:latest")]
    public void A_parent_is_found_by_each_of_its_names_and_taken_by_its_digest(string name)
    {
        using var tree = new PlanningTree($"FROM {name}\n") { Parents = { PlanningTree.Base() } };

        Assert.AreEqual(
            new NamedContext(name, NamedContextKind.Parent, "localhost:5000/x/base:1", PlanningTree.DigestA), tree.Plan().NamedContexts.Single());
    }

    [TestMethod]
    public void An_external_image_is_taken_by_its_locked_digest_under_the_name_that_the_Dockerfile_writes()
    {
        using var tree = new PlanningTree("ARG V=3.11\nFROM python:${V}-slim\n");
        tree.Locks("python:3.11-slim");

        Assert.AreEqual(
            new NamedContext("python:3.11-slim", NamedContextKind.Locked, "docker.io/library/python:3.11-slim", PlanningTree.DigestB),
            tree.Plan().NamedContexts.Single());
    }

    [TestMethod]
    public void An_image_that_is_not_locked_is_an_error_where_it_is_named()
    {
        using var tree = new PlanningTree("FROM scratch\nCOPY --from=python:3.11 /x /x\n");

        var error = tree.Error();

        Assert.AreEqual("IMG2007", error.Descriptor.Code);
        Assert.AreEqual((2, 13), (error.Location.Line, error.Location.Column));
    }

    [TestMethod]
    public void What_needs_no_lock_is_no_named_context()
    {
        using var tree = new PlanningTree($"FROM python@{PlanningTree.DigestA} AS a\nFROM scratch\nCOPY --from=a /x /x\nCOPY --from=0 /x /y\n");

        Assert.IsEmpty(tree.Plan().NamedContexts);
    }

    [TestMethod]
    public void What_was_never_built_is_in_the_plan_without_a_digest()
    {
        using var tree = new PlanningTree("FROM base\nCOPY --from=api . /app\n") { Parents = { PlanningTree.Base(digest: "") with { Reference = "" } } };
        tree.Definition = tree.Definition with { Directories = [new("api", tree.PathOf("nowhere"), "/x/Api.csproj")] };

        CollectionAssert.AreEqual(new[] { "api", "base" }, tree.Plan().GetUnbuilt().ToArray());
    }

    [TestMethod]
    public void A_directory_is_taken_by_its_content()
    {
        using var tree = new PlanningTree("FROM scratch\nCOPY --from=api . /app\n");
        tree.Write("out/a", "1");
        tree.Definition = tree.Definition with { Directories = [new("api", tree.PathOf("out"), "/x/Api.csproj")] };
        var before = tree.Plan();

        tree.Write("out/a", "2");

        var context = tree.Plan().NamedContexts.Single();
        Assert.AreEqual((NamedContextKind.Directory, tree.PathOf("out")), (context.Kind, context.Path));
        Assert.AreNotEqual(before.NamedContexts.Single().Digest, context.Digest);
        Assert.DoesNotContain(tree.PathOf("out"), tree.Plan().ToJson());
    }

    [TestMethod]
    public void A_name_in_capitals_is_an_error_that_knows_the_directory_that_was_meant()
    {
        using var tree = new PlanningTree("FROM scratch\nCOPY --from=Api . /app\n");
        tree.Definition = tree.Definition with { Directories = [new("api", tree.PathOf("out"), "/x/Api.csproj")] };

        var error = tree.Error();

        Assert.AreEqual(("IMG2001", 2), (error.Descriptor.Code, error.Location.Line));
        Assert.Contains("'api'", error.Message);
    }

    [TestMethod]
    public void The_labels_name_source_version_and_the_base_of_the_final_stage()
    {
        using var tree = new PlanningTree("FROM base AS a\nFROM python:3 AS b\nFROM a\nCOPY --from=b /x /x\n") { Parents = { PlanningTree.Base() } };
        tree.Locks("python:3");
        tree.Definition = tree.Definition with { Source = "https://example.com/r", Version = "2.0.0" };

        CollectionAssert.AreEquivalent(
            new Dictionary<string, string>
            {
                [ImageLabels.Source] = "https://example.com/r",
                [ImageLabels.Version] = "2.0.0",
                [ImageLabels.BaseName] = "localhost:5000/x/base:1",
                [ImageLabels.BaseDigest] = PlanningTree.DigestA,
            },
            tree.Plan().Labels);
    }

    [TestMethod]
    public void A_base_that_is_pinned_in_the_Dockerfile_is_named_by_the_labels_too()
    {
        using var tree = new PlanningTree($"FROM python:3@{PlanningTree.DigestA}\n");

        var labels = tree.Plan().Labels;

        Assert.AreEqual("docker.io/library/python:3", labels[ImageLabels.BaseName]);
        Assert.AreEqual(PlanningTree.DigestA, labels[ImageLabels.BaseDigest]);
    }

    [TestMethod]
    public void A_label_of_the_project_is_not_replaced()
    {
        using var tree = new PlanningTree("FROM scratch\n");
        tree.Definition = tree.Definition with { Version = "2.0.0", Labels = new Dictionary<string, string> { [ImageLabels.Version] = "mine" } };

        Assert.AreEqual("mine", tree.Plan().Labels[ImageLabels.Version]);
    }

    [TestMethod]
    public void What_any_platform_names_is_in_the_plan()
    {
        using var tree = new PlanningTree("ARG TARGETARCH\nFROM app-${TARGETARCH}\n");
        tree.Locks("app-amd64");
        tree.Locks("app-arm64", PlanningTree.DigestA);

        var plan = tree.Plan(Platform.Parse("linux/amd64"), Platform.Parse("linux/arm64"));

        CollectionAssert.AreEqual(new[] { "app-amd64", "app-arm64" }, plan.NamedContexts.Select(c => c.Name).ToArray());
    }

    [TestMethod]
    public void A_range_of_tags_in_a_build_argument_becomes_the_tag_that_is_locked_for_it()
    {
        using var tree = new PlanningTree("ARG BASE=python:3.11\nFROM ${BASE}\n");
        tree.Definition = tree.Definition with { BuildArguments = new Dictionary<string, string> { ["BASE"] = "python:3.*-slim", ["OTHER"] = "3.*" } };
        tree.Lock = tree.Lock.With(new LockEntry(
            ImageRequest.Parse("python:3.*-slim"), ImageDigest.Parse(PlanningTree.DigestA), new Dictionary<Platform, ImageDigest>(), "3.12-slim"));

        var plan = tree.Plan();

        CollectionAssert.AreEquivalent(new Dictionary<string, string> { ["BASE"] = "python:3.12-slim", ["OTHER"] = "3.*" }, plan.BuildArguments);
        Assert.AreEqual(
            new NamedContext("python:3.12-slim", NamedContextKind.Locked, "docker.io/library/python:3.12-slim", PlanningTree.DigestA),
            plan.NamedContexts.Single());
        Assert.AreEqual("docker.io/library/python:3.12-slim", plan.Labels[ImageLabels.BaseName]);
    }

    [TestMethod]
    public void Only_what_the_Dockerfile_reads_counts_as_context()
    {
        using var tree = new PlanningTree("FROM scratch\nCOPY src /src\n");
        tree.Write("src/a", "1");
        tree.Write("other", "1");
        var before = tree.Plan();

        tree.Write("other", "2");
        Assert.AreEqual(before.GetHash(), tree.Plan().GetHash());

        tree.Write("src/b", "1");
        Assert.AreNotEqual(before.GetHash(), tree.Plan().GetHash());
    }

    [TestMethod]
    public void A_plan_that_was_written_reads_back_as_the_same_plan()
    {
        using var tree = new PlanningTree("FROM base\nCOPY Dockerfile /d\n") { Parents = { PlanningTree.Base() } };
        tree.Definition = tree.Definition with
        {
            BuildArguments = new Dictionary<string, string> { ["B"] = "<\"ü\">", ["A"] = "" },
            Secrets = [new ImageSecret("token", "TOKEN", null)],
        };
        var plan = tree.Plan();
        tree.Write("plan.json", plan.ToJson());

        Assert.AreEqual(plan.GetHash(), ImagePlan.TryRead(tree.PathOf("plan.json"))!.GetHash());
        Assert.IsEmpty(PlanChanges.Between(ImagePlan.TryRead(tree.PathOf("plan.json")), plan));
    }
}
