using ImageSdk.Engine.Builds;
using ImageSdk.Engine.Tests.Infrastructure;
using ImageSdk.Locking;
using ImageSdk.Planning;
using ImageSdk.Records;

namespace ImageSdk.Engine.Tests.Builds;

/// <summary>BuildKit gets what the plan was made of, and a record says nothing of a build that got something else.</summary>
[TestClass]
public sealed class SolveInputsTests
{
    [TestMethod]
    public void The_Dockerfile_is_copied_byte_for_byte_beside_the_rules_of_its_context_and_removed_with_them()
    {
        using var root = new TemporaryDirectory();
        var definition = Define(root);
        byte[] bytes = [.. "FROM scratch\r\nCOPY . /app\n# "u8, 0xE9, .. "\n"u8];
        File.WriteAllBytes(definition.Dockerfile, bytes);
        root.Write("app.Dockerfile.dockerignore", "*.md");
        root.Write(".dockerignore", "not this one");

        string copy;
        using (var inputs = SolveInputs.Copy(definition, Plan(definition)))
        {
            copy = inputs.Dockerfile;
            Assert.AreEqual("app.Dockerfile", Path.GetFileName(copy));
            CollectionAssert.AreEqual(bytes, File.ReadAllBytes(copy));
            StringAssert.StartsWith(File.ReadAllText(copy + ".dockerignore"), "*.md\n**/obj/**/*.image\n");
            Assert.IsNull(inputs.ChangedFile);
        }

        Assert.IsFalse(Directory.Exists(Path.GetDirectoryName(copy)));
    }

    [TestMethod]
    [DataRow("app.Dockerfile")]
    [DataRow("policy.json")]
    public void A_file_that_has_another_text_than_the_plan_was_made_of_is_named(string file)
    {
        using var root = new TemporaryDirectory();
        var definition = Define(root) with { SourcePolicyFile = root.Write("policy.json", "{}") };
        root.Write("app.Dockerfile", "FROM scratch\n");
        var plan = Plan(definition);
        var path = root.Write(file, File.ReadAllText(Path.Combine(root.FullName, file)) + "\n");

        using var inputs = SolveInputs.Copy(definition, plan);

        Assert.AreEqual(path, inputs.ChangedFile);
    }

    [TestMethod]
    [DataRow("built", "")]
    [DataRow("changed while it was built", "files changed while it was built last")]
    [DataRow("cut off between plan and record", "the last build was cut off")]
    public void A_record_counts_only_for_the_plan_that_was_built_from_beginning_to_end(string what, string reason)
    {
        using var root = new TemporaryDirectory();
        var definition = Define(root);
        root.Write("app.Dockerfile", "FROM scratch\n");
        var plan = Plan(definition);
        var files = new BuildFiles(root.Write("plan.json", plan.ToJson()), Path.Combine(root.FullName, "record.json"), "");
        RecordFile.Write(files.Record, new ImageRecord
        {
            Name = "app",
            Reference = "app:1",
            Tags = ["app:1"],
            Digest = "sha256:" + new string('a', 64),
            Platforms = ["linux/amd64"],
            Builder = "default",
            PlanHash = what switch
            {
                "built" => plan.GetHash(),
                "changed while it was built" => plan.GetHashOfChanged(),
                _ => new string('b', 64),
            },
        });
        using var session = new EngineSession(BuildEnvironment.OfProcess(root.FullName));

        Assert.AreEqual(reason, string.Join(", ", new ImageBuild(session, definition, plan, [], files).Reasons));
    }

    private static ImagePlan Plan(ImageDefinition definition) => ImagePlanner.Plan(definition, [], [], LockFile.Empty, _ => { }, CancellationToken.None);

    private static ImageDefinition Define(TemporaryDirectory root) => new()
    {
        Name = "app",
        ProjectFile = Path.Combine(root.FullName, "app.imageproj"),
        Dockerfile = Path.Combine(root.FullName, "app.Dockerfile"),
        ContextDirectory = root.FullName,
        LockFile = Path.Combine(root.FullName, "images.lock.json"),
        IntermediateDirectory = Path.Combine(root.FullName, "obj", "Debug", "app.image"),
    };
}
