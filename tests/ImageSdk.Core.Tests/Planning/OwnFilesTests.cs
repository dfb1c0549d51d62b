using ImageSdk.Contexts;

namespace ImageSdk.Core.Tests.Planning;

/// <summary>What ImageSdk writes into a build context neither counts nor reaches BuildKit; everything else does.</summary>
[TestClass]
public sealed class OwnFilesTests
{
    private static readonly string[] Outputs =
    [
        "bin/Debug/app.image.json", "bin/Debug/app.published.json", "bin/Debug/app.sarif",
        "obj/Debug/app.image/image.plan.json", "obj/Debug/app.image/contexts/api/api.dll", "obj/Debug/app.imageproj.FileListAbsolute.txt",
        "base/bin/Release/base.cuda.image.json", "base/obj/Release/base.cuda.image/context.cache", "artifacts/obj/asr/release/asr.image/image.digest",
        "artifacts/bin/asr/release/asr.image.json",
    ];

    [TestMethod]
    public void Outputs_of_any_configuration_project_and_layout_make_no_other_plan_and_are_not_sent()
    {
        using var tree = new PlanningTree("FROM scratch\nCOPY . /app\n");
        tree.Write("src/a", "a");
        tree.Write("base/Dockerfile", "FROM scratch\n");
        tree.Write("artifacts/notes", "mine");
        var before = tree.Plan().Context;

        foreach (var output in Outputs) tree.Write(output, "x");
        Directory.CreateDirectory(tree.PathOf("bin/Release"));
        var after = tree.Plan().Context;

        Assert.AreEqual(before.Digest, after.Digest);
        var sent = IgnoreFile.Parse(after.Snapshot!.GetIgnoreText("Debug"), "");
        foreach (var path in Outputs.Concat(["bin", "bin/Release", "obj", "base/bin", "base/obj/Release", "artifacts/obj", "artifacts/bin/asr"]))
            Assert.IsTrue(sent.IsIgnored(path), path);
        foreach (var path in (string[])["src/a", "base", "base/Dockerfile", "artifacts", "artifacts/notes"]) Assert.IsFalse(sent.IsIgnored(path), path);
    }

    [TestMethod]
    public void Files_of_the_user_in_the_same_directories_count_and_are_sent()
    {
        using var tree = new PlanningTree("FROM scratch\nCOPY . /app\n");
        tree.Write(".dockerignore", "*.md\n!bin/Debug/app.image.json\n");
        tree.Write("bin/Debug/app.image.json", "x");
        Directory.CreateDirectory(tree.PathOf("empty/bin"));
        var before = tree.Plan().Context;

        tree.Write("bin/Debug/tool", "x");
        tree.Write("obj/chair.image.png", "x");
        var after = tree.Plan().Context;

        Assert.AreEqual(before.Files + 2, after.Files);
        var sent = IgnoreFile.Parse(after.Snapshot!.GetIgnoreText("Debug"), "");
        foreach (var path in (string[])["bin", "bin/Debug", "bin/Debug/tool", "obj", "obj/chair.image.png", "empty/bin"]) Assert.IsFalse(sent.IsIgnored(path), path);
        foreach (var path in (string[])["bin/Debug/app.image.json", "read.md"]) Assert.IsTrue(sent.IsIgnored(path), path);
    }

    [TestMethod]
    public void A_directory_of_a_configuration_is_no_reason_to_build_when_a_compiler_makes_it_too()
    {
        using var tree = new PlanningTree("FROM scratch\nCOPY . /app\n");
        tree.Write(".dockerignore", "**/obj/D*/net*\n");
        tree.Write("obj/project.assets.json", "{}");
        tree.Write("obj/Debug/app.image/image.plan.json", "x");
        var before = tree.Plan().Context;

        tree.Write("obj/Debug/net10.0/app.dll", "x");

        Assert.AreEqual(before.Digest, tree.Plan().Context.Digest);
    }

    [TestMethod]
    [DataRow("bin/Debug/base.image.json", "bin/Debug/base.image.json", false)]
    [DataRow("obj/Debug/base.image/contexts/api", "obj/Debug/base.image/contexts/api/api.dll", false)]
    [DataRow("bin/*/base.image.json", "bin/Debug/base.image.json", false)]
    [DataRow("bin/Debug/", "bin/Debug", false)]
    [DataRow("bin", "bin/Debug", true)]
    public void What_an_instruction_names_is_sent(string source, string path, bool isIgnored)
    {
        using var tree = new PlanningTree($"FROM scratch\nCOPY {source} /x/\n");
        tree.Write("bin/Debug/base.image.json", "x");
        tree.Write("obj/Debug/base.image/contexts/api/api.dll", "x");

        Assert.AreEqual(isIgnored, IgnoreFile.Parse(tree.Plan().Context.Snapshot!.GetIgnoreText("Debug"), "").IsIgnored(path));
    }

    [TestMethod]
    public void Directories_that_builds_of_other_projects_are_going_to_make_are_not_sent()
    {
        using var tree = new PlanningTree("FROM scratch\nCOPY . /app\n");
        tree.Write("base/base.imageproj", "<Project />");
        tree.Write("asr/asr.imageproj", "<Project />");
        tree.Write("asr/bin/tool", "x");

        var sent = IgnoreFile.Parse(tree.Plan().Context.Snapshot!.GetIgnoreText("Release"), "");

        foreach (var path in (string[])["base/obj", "base/bin", "asr/obj", "asr/bin/Release"]) Assert.IsTrue(sent.IsIgnored(path), path);
        foreach (var path in (string[])["asr/bin", "asr/bin/tool", "bin", "obj"]) Assert.IsFalse(sent.IsIgnored(path), path);
    }

    [TestMethod]
    public void The_directory_of_the_artifacts_layout_is_left_out_when_nothing_else_is_in_it()
    {
        using var tree = new PlanningTree("FROM scratch\nCOPY . /app\n");
        tree.Write(".dockerignore", "**/*.imageproj\n");
        tree.Write("only-a-project/app.imageproj", "<Project />");
        tree.Write("only-a-project/obj/Debug/app.image/image.digest", "x");
        var before = tree.Plan().Context;

        tree.Write("out/artifacts/obj/app/debug/app.image/image.digest", "x");
        tree.Write("out/artifacts/bin/app/debug/app.image.json", "x");
        var after = tree.Plan().Context;

        Assert.AreEqual(before.Digest, after.Digest);
        var sent = IgnoreFile.Parse(after.Snapshot!.GetIgnoreText("out/artifacts/obj/app/debug"), "");
        foreach (var path in (string[])["out", "out/artifacts", "only-a-project/obj"]) Assert.IsTrue(sent.IsIgnored(path), path);
        Assert.IsFalse(sent.IsIgnored("only-a-project"));
    }

    [TestMethod]
    public void Directories_that_builds_of_other_projects_are_going_to_make_in_the_artifacts_layout_are_not_sent()
    {
        using var tree = new PlanningTree("FROM scratch\nCOPY . /app\n");
        tree.Write("base/base.imageproj", "<Project />");
        Assert.IsTrue(IgnoreFile.Parse(tree.Plan().Context.Snapshot!.GetIgnoreText("artifacts/obj/app/debug"), "").IsIgnored("artifacts"));
        tree.Write("artifacts/notes", "mine");
        tree.Write("artifacts/obj/app/debug/app.image/image.digest", "x");
        tree.Write("artifacts/obj/base/tool", "x");

        var sent = IgnoreFile.Parse(tree.Plan().Context.Snapshot!.GetIgnoreText(tree.PathOf("artifacts/obj/app/debug")), "");

        foreach (var path in (string[])["artifacts/bin", "artifacts/obj/app", "artifacts/obj/base/debug"]) Assert.IsTrue(sent.IsIgnored(path), path);
        foreach (var path in (string[])["artifacts", "artifacts/obj", "artifacts/obj/base", "base/obj"]) Assert.IsFalse(sent.IsIgnored(path), path);
    }

    [TestMethod]
    public void A_directory_with_characters_of_patterns_is_left_out_itself_and_no_other_one()
    {
        using var tree = new PlanningTree("FROM scratch\nCOPY . /app\n");
        tree.Write("a[b]*/bin/Debug/app.image.json", "x");
        tree.Write("abx/bin/Debug/tool", "x");

        var sent = IgnoreFile.Parse(tree.Plan().Context.Snapshot!.GetIgnoreText("Debug"), "");

        Assert.IsTrue(sent.IsIgnored("a[b]*/bin"));
        Assert.IsFalse(sent.IsIgnored("abx/bin"));
    }
}
