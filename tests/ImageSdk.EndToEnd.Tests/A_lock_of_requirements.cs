using ImageSdk.EndToEnd.Tests.Infrastructure;

namespace ImageSdk.EndToEnd.Tests;

/// <summary>Python packages are looked up in the image's own base, and installed by their hashes.</summary>
[TestClass]
public sealed class A_lock_of_requirements
{
    private const string Base = "<PropertyGroup><ContainerBaseImage>python:3.11-slim</ContainerBaseImage></PropertyGroup>";
    private const string Common = "<PropertyGroup><ImageNetwork>host</ImageNetwork><ImageInit>none</ImageInit></PropertyGroup>";

    [TestMethod]
    public async Task Holds_what_each_index_had_for_a_family_of_images()
    {
        await using var tree = new TestTree();
        using var index = new PythonIndex();
        using var inner = new PythonIndex("secret-of-alice");
        var hashes = new[] { index.Wheel("waves", "1.0", "waves one"), index.Wheel("audio", "2.0", "audio two", "waves>=1"), inner.Wheel("secretive", "1.0", "inside") };
        index.Wheel("audio", "1.0", "audio one");
        index.Wheel("waves", "2.0", "waves two");
        // One package at one version in two indexes, as there are builds for processors and for GPUs.
        inner.Wheel("tensors", "1.0", "for GPUs");
        tree.Write("netrc", "machine 127.0.0.1 login alice password secret-of-alice\n");
        tree.Write("base/requirements.txt", "waves<2\n");
        tree.Write("ml/requirements-ml.txt", "# What the program imports.\naudio >= 2\nsecretive\ntensors\n");
        tree.Image("base", null, $"""{Common}{Base}<ItemGroup><PipIndex Include="{index.Url}" /><PipRequirements Include="requirements.txt" /></ItemGroup>""");
        var ml = $"""
            {Common}<ItemGroup>
              <PipIndex Include="{inner.Url}" Secret="netrc" /><PipIndex Include="{index.Url}" />
              <ImageSecret Include="netrc" File="../netrc" />
              <PipRequirements Include="requirements-ml.txt" />
            </ItemGroup>
            """;
        tree.Image("ml", null, ml, "base");
        tree.Solution("family.slnx", "base/base.imageproj", "ml/ml.imageproj");

        await tree.DotnetSucceeds("build", "family.slnx", "-t:ImageLockRequirements");
        var lockText = File.ReadAllText(tree.PathOf("ml/requirements.ml.lock"));
        StringAssert.Contains(File.ReadAllText(tree.PathOf("base/requirements.lock")), hashes[0]);
        StringAssert.Contains(lockText, $"audio==2.0 \\\n    --hash=sha256:{hashes[1]}\n    # requested: audio>=2\n    # from: {index.Url}\n");
        StringAssert.Contains(lockText, $"secretive==1.0 \\\n    --hash=sha256:{hashes[2]}\n    # requested: secretive\n    # from: {inner.Url}\n");
        Assert.DoesNotContain("waves", lockText);
        Assert.DoesNotContain("secret-of-alice", lockText);

        // Only now the other index has it, too, which pip would prefer, and newer versions are there.
        index.Wheel("tensors", "1.0", "for processors");
        index.Wheel("audio", "3.0", "audio three", "waves>=1");
        await tree.DotnetSucceeds("build", "ml/ml.imageproj");
        Assert.AreEqual("waves one, audio two, inside, for GPUs", await Engine.OutputAsync(tree.Tag("ml"), "python", "-c",
            "import waves, audio, secretive, tensors; print(waves.VALUE, audio.VALUE, secretive.VALUE, tensors.VALUE, sep=', ')"));

        // What fits is not looked up again, unless somebody says so.
        await tree.DotnetSucceeds("build", "ml/ml.imageproj", "-t:ImageLockRequirements");
        Assert.AreEqual(lockText, File.ReadAllText(tree.PathOf("ml/requirements.ml.lock")));
        tree.Write("ml/requirements-ml.txt", "audio>=2\nsecretive\ntensors>=1\n");
        await tree.DotnetSucceeds("build", "ml/ml.imageproj", "-t:ImageLockRequirements");
        Assert.AreEqual(lockText.Replace("# requested: tensors", "# requested: tensors>=1", StringComparison.Ordinal), File.ReadAllText(tree.PathOf("ml/requirements.ml.lock")));
        await tree.DotnetSucceeds("build", "ml/ml.imageproj", "-t:ImageLockRequirements", "--no-restore", "-graph", "-isolate", "-p:RestoreForceEvaluate=true");
        StringAssert.Contains(File.ReadAllText(tree.PathOf("ml/requirements.ml.lock")), "audio==3.0");
    }

    [TestMethod]
    public async Task Of_a_variant_has_the_index_of_the_variant()
    {
        await using var tree = new TestTree();
        using var processors = new PythonIndex();
        using var gpus = new PythonIndex();
        processors.Wheel("tensors", "1.0", "for processors");
        gpus.Wheel("tensors", "1.0", "for GPUs");
        tree.Write("app/requirements-ml.txt", "tensors\n");
        tree.Image("app", null, $"""
            {Common}{Base}<PropertyGroup><ImageVariants>cpu;cuda</ImageVariants></PropertyGroup>
            <ItemGroup>
              <PipIndex Include="{processors.Url}" Condition="'$(ImageVariant)' == 'cpu'" />
              <PipIndex Include="{gpus.Url}" Condition="'$(ImageVariant)' == 'cuda'" />
              <PipRequirements Include="requirements-ml.txt" />
            </ItemGroup>
            """);

        await tree.DotnetSucceeds("build", "app/app.imageproj", "-t:ImageLockRequirements");
        StringAssert.Contains(File.ReadAllText(tree.PathOf("app/requirements.ml.cpu.lock")), processors.Url);
        StringAssert.Contains(File.ReadAllText(tree.PathOf("app/requirements.ml.cuda.lock")), gpus.Url);
        await tree.DotnetSucceeds("restore", "app/app.imageproj", "--locked-mode");
        await tree.DotnetSucceeds("build", "app/app.imageproj");
        foreach (var (variant, value) in new[] { ("cpu", "for processors"), ("cuda", "for GPUs") })
            Assert.AreEqual(value, await Engine.OutputAsync(tree.Tag("app", variant), "python", "-c", "import tensors; print(tensors.VALUE)"));
    }

    [TestMethod]
    public async Task Refuses_a_file_that_was_replaced_at_the_item_that_installs_it()
    {
        await using var tree = new TestTree();
        using var index = new PythonIndex();
        var project = Project(tree, index, "waves\n");
        index.Wheel("waves", "1.0", "as locked");
        await tree.DotnetSucceeds("build", project, "-t:ImageLockRequirements");

        index.Wheel("waves", "1.0", "replaced");
        var build = await tree.Dotnet("build", project);

        Assert.AreEqual(("IMG3001", tree.PathOf(project), 2), (build.Error.Code, build.Error.File, build.Error.Line));
        StringAssert.Contains(build.Output, "DO NOT MATCH THE HASHES");
    }

    [TestMethod]
    public async Task Is_compared_with_the_requirements_by_build_and_restore()
    {
        await using var tree = new TestTree();
        using var index = new PythonIndex();
        // Of one processor there are platforms, too, which need no emulation.
        var project = Project(tree, index, "waves\naudio\n", "<PropertyGroup><ImagePlatforms>linux/amd64;linux/amd64/v2</ImagePlatforms></PropertyGroup>");
        index.Wheel("waves", "1.0", "one");
        index.Wheel("audio", "1.0", "one");
        await tree.DotnetSucceeds("build", project, "-t:ImageLockRequirements");
        StringAssert.Contains(File.ReadAllText(tree.PathOf("app/requirements.lock")), "# platforms: linux/amd64 linux/amd64/v2\n");
        await tree.DotnetSucceeds("restore", project, "--locked-mode");

        // Comments and spaces are no difference; another version is one, at its line.
        tree.Write("app/requirements.txt", "# Sound.\n waves\naudio>=2\n");
        var (restore, build) = (await tree.Dotnet("restore", project, "--locked-mode"), await tree.Dotnet("build", project));
        foreach (var result in new[] { restore, build })
            Assert.AreEqual(("IMG6042", tree.PathOf("app/requirements.txt"), 3), (result.Error.Code, result.Error.File, result.Error.Line));

        // What is there and no longer asked for makes no wrong image.
        tree.Write("app/requirements.txt", "waves\n");
        restore = await tree.Dotnet("restore", project, "--locked-mode");
        Assert.AreEqual(("IMG6042", tree.PathOf("app/requirements.lock")), (restore.Error.Code, restore.Error.File));
        build = await tree.DotnetSucceeds("build", project);
        Assert.AreEqual("IMG6041", build.Messages.Single().Code);
    }

    [TestMethod]
    public async Task Of_a_source_archive_is_checked_where_its_wheel_is_made()
    {
        await using var tree = new TestTree();
        using var index = new PythonIndex();
        var hash = index.Source("native", "1.0", "compiled");
        var project = Project(tree, index, "native\n", """
            <PropertyGroup><ImageWheelhouse>true</ImageWheelhouse></PropertyGroup>
            <ItemGroup><AptPackage Include="gcc;libc6-dev;python3-dev" Stage="build" /></ItemGroup>
            """);

        await tree.DotnetSucceeds("build", project, "-t:ImageLockRequirements");
        StringAssert.Contains(File.ReadAllText(tree.PathOf("app/requirements.lock")), hash);
        await tree.DotnetSucceeds("build", project);
        Assert.AreEqual("compiled", await Engine.OutputAsync(tree.Tag("app"), "python", "-c", "import native; print(native.VALUE)"));

        index.Source("native", "1.0", "another");
        var build = await tree.Dotnet("build", project, "-p:ImageNoCache=true");
        Assert.AreEqual(("IMG3001", tree.PathOf(project)), (build.Error.Code, build.Error.File));
        StringAssert.Contains(build.Output, "DO NOT MATCH THE HASHES");
    }

    [TestMethod]
    public async Task That_cannot_be_made_is_an_error_at_its_cause()
    {
        await using var tree = new TestTree();
        using var index = new PythonIndex();
        index.Wheel("waves", "1.0", "one");
        var project = Project(tree, index, "waves>=7\n");
        var error = (await tree.Dotnet("build", project, "-t:ImageLockRequirements")).Error;
        Assert.AreEqual(("IMG6043", tree.PathOf(project), 2), (error.Code, error.File, error.Line));

        tree.Write("app/requirements.txt", "waves\ngit+https://example.com/audio.git\n");
        error = (await tree.Dotnet("build", project, "-t:ImageLockRequirements")).Error;
        Assert.AreEqual(("IMG6043", tree.PathOf("app/requirements.txt"), 2), (error.Code, error.File, error.Line));

        tree.Write("app/requirements.txt", "waves\n");
        tree.Write("app/requirements.lock", "waves==1.0\n");
        error = (await tree.Dotnet("build", project, "-t:ImageLockRequirements")).Error;
        Assert.AreEqual(("IMG6044", tree.PathOf("app/requirements.lock")), (error.Code, error.File));
        Assert.AreEqual("waves==1.0\n", File.ReadAllText(tree.PathOf("app/requirements.lock")));
    }

    /// <summary>Writes a project of one requirement file, whose item is in line 2.</summary>
    private static string Project(TestTree tree, PythonIndex index, string requirements, string content = "")
    {
        tree.Write("app/requirements.txt", requirements);
        tree.Image("app", null, $"""<ItemGroup><PipRequirements Include="requirements.txt" /><PipIndex Include="{index.Url}" /></ItemGroup>{Common}{Base}{content}""");
        return "app/app.imageproj";
    }
}
