using ImageSdk.Planning;

namespace ImageSdk.Core.Tests.Planning;

/// <summary>What ONBUILD of a parent or of an external image makes of a plan.</summary>
[TestClass]
public sealed class TriggersTests
{
    private const string File = "Dockerfile";

    [TestMethod]
    [DataRow("FROM base\n")]
    [DataRow("FROM upstream:1\n")]
    [DataRow("FROM upstream:1 AS a\nFROM scratch\nCOPY --from=a /app /app\n")]
    [DataRow("ARG B=upstream:1\nFROM ${B}\n")]
    public void A_file_that_only_a_trigger_copies_is_in_the_plan_and_others_are_not(string dockerfile)
    {
        using var tree = Tree(dockerfile, "COPY src /app");
        tree.Write("src/a", "1");
        tree.Write("notes", "1");
        var before = tree.Plan().Context;

        tree.Write("notes", "2");
        Assert.AreEqual(before.Digest, tree.Plan().Context.Digest);
        tree.Write("src/a", "2");
        Assert.AreNotEqual(before.Digest, tree.Plan().Context.Digest);
    }

    [TestMethod]
    [DataRow("FROM base\n", "ARG X", "X")]
    [DataRow("FROM base\nARG Y\n", "ARG X=1 Z=2", "X,Y,Z")]
    public void An_argument_that_a_trigger_declares_is_used(string dockerfile, string trigger, string declared)
    {
        using var tree = Tree(dockerfile, trigger);

        Assert.AreEqual(declared, string.Join(',', Names(tree).DeclaredArguments));
    }

    [TestMethod]
    [DataRow("FROM base\n")]
    [DataRow("FROM upstream:1\n")]
    [DataRow("FROM scratch AS a\nONBUILD RUN --mount=type=cache,id=pip,target=/p pip\nFROM a\n")]
    public void A_cache_mount_of_a_trigger_is_one_of_the_image_that_runs_it(string dockerfile)
    {
        using var tree = Tree(dockerfile, "RUN --mount=type=cache,id=pip,target=/p pip");

        Assert.AreEqual("/p", Names(tree).CacheMounts.Single().Target?.Value);
    }

    [TestMethod]
    public void A_trigger_sees_what_the_ones_before_it_set_and_what_follows_sees_it_too()
    {
        using var tree = Tree("FROM base\nCOPY $D/b /b\n", "ARG D=src", "COPY $D/a /a");

        CollectionAssert.AreEqual(new[] { "src/a", "src/b" }, Names(tree).Reads.Select(r => r.Source).ToArray());
    }

    [TestMethod]
    public void An_image_that_a_trigger_names_has_to_be_locked_unless_it_is_a_stage_or_a_parent_here()
    {
        using var tree = Tree("FROM scratch AS tools\nFROM base\n", "COPY --from=tools /t /t", "COPY --from=base /b /b", "RUN --mount=from=upstream:2,target=/u u");

        CollectionAssert.AreEqual(new[] { "docker.io/library/upstream:2" }, Names(tree).LockKeys.ToArray());
        var error = tree.Error();
        Assert.AreEqual(("IMG2007", tree.PathOf(File), 2, 6), (error.Descriptor.Code, error.Location.File, error.Location.Line, error.Location.Column));

        tree.Locks("upstream:2");
        CollectionAssert.AreEqual(new[] { "base", "upstream:2" }, tree.Plan().NamedContexts.Select(c => c.Name).ToArray());
    }

    [TestMethod]
    public void A_source_that_a_trigger_does_not_find_is_an_error_at_the_FROM()
    {
        using var tree = Tree("# x\nFROM base\n", "COPY nowhere /app");

        var error = tree.Error();

        Assert.AreEqual(("IMG1006", tree.PathOf(File), 2), (error.Descriptor.Code, error.Location.File, error.Location.Line));
        StringAssert.Contains(error.Message, "nowhere");
    }

    [TestMethod]
    [DataRow("NONSENSE x")]
    [DataRow("")]
    [DataRow("COPY")]
    [DataRow("FROM x")]
    public void What_is_no_trigger_is_left_to_BuildKit(string trigger)
    {
        using var tree = Tree("FROM upstream:1\n", trigger);

        Assert.AreEqual(0, tree.Plan().Context.Files);
    }

    [TestMethod]
    public void Triggers_do_not_go_on_to_grandchildren_and_those_of_the_target_are_the_images()
    {
        using var tree = Tree(
            "FROM base AS a\nONBUILD COPY a \\\n  # b\n  /a\nONBUILD RUN [\"x\", \"y\"]\nFROM scratch\nONBUILD RUN z\n", "COPY src /app");
        tree.Definition = tree.Definition with { Target = "a" };

        CollectionAssert.AreEqual(new[] { "COPY a   /a", "RUN [\"x\", \"y\"]" }, Names(tree).Triggers.ToArray());
        CollectionAssert.AreEqual(Names(tree).Triggers.ToArray(), ParentTriggers.Read(tree.PathOf(File), "a").ToArray());
        CollectionAssert.AreEqual(new[] { "RUN z" }, ParentTriggers.Read(tree.PathOf(File), "").ToArray());
    }

    [TestMethod]
    public void A_parent_that_cannot_be_read_has_no_triggers_yet()
    {
        using var tree = new PlanningTree("ONBUILD COPY a /a\n");

        Assert.IsEmpty(ParentTriggers.Read(tree.PathOf(File), ""));
        Assert.IsEmpty(ParentTriggers.Read(tree.PathOf("nowhere"), ""));
    }

    private static PlanningTree Tree(string dockerfile, params string[] triggers)
    {
        var tree = new PlanningTree(dockerfile) { Parents = { PlanningTree.Base() with { Triggers = triggers } } };
        tree.Locks("upstream:1", PlanningTree.DigestB, triggers);
        return tree;
    }

    private static DockerfileNames Names(PlanningTree tree) => DockerfileNames.Read(tree.Definition, [], tree.Parents, tree.Lock);
}
