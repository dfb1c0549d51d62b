using ImageSdk.EndToEnd.Tests.Infrastructure;

namespace ImageSdk.EndToEnd.Tests;

/// <summary>Where <c>images.lock.json</c> is, who is in it, and what happens when it is not what it should be.</summary>
[TestClass]
public sealed class A_lock_file
{
    [TestMethod]
    public async Task Is_created_beside_the_properties_or_the_solution_or_the_project_and_then_found_upward()
    {
        await using var tree = new TestTree();
        tree.Write("images/app/app.imageproj", """<Project Sdk="ImageSdk" />""");
        tree.Write("images/app/Dockerfile", "FROM busybox:1.36\n");
        const string project = "images/app/app.imageproj";
        var places = new[] { "images.lock.json", "images/images.lock.json", "images/app/images.lock.json" };

        string CreatedBy(DotnetResult restore)
        {
            var created = places.Single(p => File.Exists(tree.PathOf(p)));
            Assert.AreEqual(0, restore.ExitCode, restore.Output);
            var user = Path.GetRelativePath(Path.GetDirectoryName(tree.PathOf(created))!, tree.PathOf(project));
            CollectionAssert.AreEqual(new[] { user }, tree.Lock(created)["docker.io/library/busybox:1.36"].UsedBy.ToArray());
            return created;
        }

        Assert.AreEqual(places[0], CreatedBy(await tree.Dotnet("restore", project)), "Beside Directory.Build.props.");
        File.Delete(tree.PathOf("Directory.Build.props"));
        File.Move(tree.PathOf(places[0]), tree.PathOf("kept.json"));

        tree.Write("images/all.sln", "");
        Assert.AreEqual(places[1], CreatedBy(await tree.Dotnet("restore", project)), "Beside the solution.");
        File.Delete(tree.PathOf("images/all.sln"));
        File.Delete(tree.PathOf(places[1]));

        Assert.AreEqual(places[2], CreatedBy(await tree.Dotnet("restore", project)), "Beside the project.");
        File.Delete(tree.PathOf(places[2]));

        File.Move(tree.PathOf("kept.json"), tree.PathOf(places[0]));
        Assert.AreEqual(places[0], CreatedBy(await tree.Dotnet("restore", project)), "Found upward.");

        File.Delete(tree.PathOf(places[0]));
        Assert.AreEqual(places[1], CreatedBy(await tree.Dotnet("restore", project, "-p:ImageLockFile=../images.lock.json")), "Where ImageLockFile says.");
    }

    [TestMethod]
    public async Task Forgets_images_that_nothing_uses_any_more()
    {
        await using var tree = new TestTree();
        var (one, _) = await tree.PushUpstream("one", "1", "one");
        var (two, _) = await tree.PushUpstream("two", "1", "two");
        var (three, _) = await tree.PushUpstream("three", "1", "three");
        tree.Image("a", $"FROM {one}\nCOPY --from={two} / /\n");
        tree.Image("b", $"FROM {two}\n");
        tree.Image("c", $"FROM {two}\nCOPY --from={three} / /\n");
        tree.Solution("all.slnx", "a/a.imageproj", "b/b.imageproj", "c/c.imageproj");
        await tree.DotnetSucceeds("restore", "all.slnx");
        CollectionAssert.AreEquivalent(new[] { one, two, three }, tree.Lock().Keys.ToArray());

        // a stops using one; c is removed, with its image three.
        tree.Image("a", $"FROM {two}\n");
        Directory.Delete(tree.PathOf("c"), recursive: true);
        await tree.DotnetSucceeds("restore", "a/a.imageproj");

        CollectionAssert.AreEqual(new[] { two }, tree.Lock().Keys.ToArray());
        CollectionAssert.AreEqual(new[] { "a/a.imageproj", "b/b.imageproj" }, tree.Lock()[two].UsedBy.ToArray());
    }

    [TestMethod]
    public async Task With_the_marks_of_a_merge_conflict_is_an_error_and_stays_as_it_is()
    {
        await using var tree = new TestTree();
        tree.Image("app", "FROM busybox:1.36\n");
        const string conflict = """
            {
              "version": 1,
              "images": {
            <<<<<<< HEAD
            =======
            >>>>>>> theirs
              }
            }
            """;
        tree.Write("images.lock.json", conflict);

        foreach (var arguments in (string[][])[["restore"], ["restore", "--force-evaluate"], ["restore", "--locked-mode"], ["build", "--no-restore"]])
        {
            var error = (await tree.Dotnet([arguments[0], "app/app.imageproj", .. arguments[1..]])).Error;

            Assert.AreEqual(("IMG2002", tree.PathOf("images.lock.json"), 4), (error.Code, error.File, error.Line), string.Join(' ', arguments));
            Assert.AreEqual(conflict, File.ReadAllText(tree.PathOf("images.lock.json")));
        }
    }

    [TestMethod]
    public async Task Without_an_entry_fails_a_build_that_does_not_restore()
    {
        await using var tree = new TestTree();
        tree.Image("app", "# An image.\nFROM busybox:1.36\n");

        var error = (await tree.Dotnet("build", "app/app.imageproj", "--no-restore")).Error;

        Assert.AreEqual(("IMG2007", tree.PathOf("app/Dockerfile"), 2), (error.Code, error.File, error.Line));
        Assert.IsFalse(File.Exists(tree.PathOf("images.lock.json")));
    }

    [TestMethod]
    public async Task Loses_nothing_when_many_projects_and_processes_write_it_at_once()
    {
        await using var tree = new TestTree();
        var shared = await tree.PushUpstream("shared", "1", "shared");
        string[] names = ["a", "b", "c", "d", "e", "f"];
        var own = await Task.WhenAll(names.Select(n => tree.PushUpstream(n, "1", n)));
        foreach (var (name, image) in names.Zip(own)) tree.Image(name, $"FROM {shared.Name}\nCOPY --from={image.Name} / /\n");
        tree.Solution("one.slnx", [.. names[..3].Select(n => $"{n}/{n}.imageproj")]);
        tree.Solution("two.slnx", [.. names[3..].Select(n => $"{n}/{n}.imageproj")]);

        await Task.WhenAll(tree.DotnetSucceeds("restore", "one.slnx", "-m"), tree.DotnetSucceeds("restore", "two.slnx", "-m"));

        var entries = tree.Lock();
        CollectionAssert.AreEquivalent(own.Append(shared).Select(i => (i.Name, i.Digest)).ToArray(), entries.Select(e => (e.Key, e.Value.Digest)).ToArray());
        CollectionAssert.AreEqual(names.Select(n => $"{n}/{n}.imageproj").ToArray(), entries[shared.Name].UsedBy.ToArray());
        Assert.IsEmpty(Directory.GetFiles(tree.Root, "*.tmp"));
    }
}
