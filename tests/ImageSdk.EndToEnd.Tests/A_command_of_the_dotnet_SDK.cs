using ImageSdk.EndToEnd.Tests.Infrastructure;

namespace ImageSdk.EndToEnd.Tests;

/// <summary>Options, targets and calls that are made for .NET projects, and reach image projects as well.</summary>
[TestClass]
public sealed class A_command_of_the_dotnet_SDK
{
    /// <summary>Needs no base image and no emulation.</summary>
    private const string Scratch = "FROM scratch\nCOPY Dockerfile /\n";

    /// <summary>
    /// What Visual Studio and the C# Dev Kit call (dotnet/project-system, docs/design-time-builds.md), and what Roslyn's
    /// MSBuildWorkspace calls for
    /// <c>dotnet format</c> and language servers (Compile, CoreCompile).
    /// </summary>
    private const string DesignTimeTargets = "BuiltProjectOutputGroup;CollectAnalyzersDesignTime;CollectCentralPackageVersions;CollectCopyToOutputDirectoryItemDesignTime;"
        + "CollectFrameworkReferences;CollectPackageDownloads;CollectPackageReferences;CollectResolvedCompilationReferencesDesignTime;CollectResolvedSDKReferencesDesignTime;"
        + "CollectSuggestedVisualStudioComponentIds;CollectSuggestedWorkloads;CollectUpToDateCheckBuiltDesignTime;CollectUpToDateCheckInputDesignTime;"
        + "CollectUpToDateCheckOutputDesignTime;CompileDesignTime;GenerateSupportedTargetFrameworkAlias;ResolveAssemblyReferencesDesignTime;ResolveComReferencesDesignTime;"
        + "ResolveFrameworkReferencesDesignTime;ResolvePackageDependenciesDesignTime;ResolveProjectReferencesDesignTime;ResolveProjectReferencesDesignTime2;"
        + "AllProjectOutputGroups;Compile;CoreCompile";

    [TestMethod]
    public async Task Chooses_the_platform_by_a_runtime_identifier_or_says_that_there_is_none()
    {
        await using var tree = new TestTree();
        tree.Image("base", Scratch);
        tree.Image("app", "FROM base\nCOPY Dockerfile /app\n", "<PropertyGroup><ImagePlatforms>linux/amd64</ImagePlatforms></PropertyGroup>", parents: "base");

        await tree.DotnetSucceeds("publish", "app", "--os", "linux", "-a", "arm64");
        foreach (var project in (string[])["app", "base"])
        {
            Assert.IsTrue(tree.PublishRecord(project).GetProperty("platforms").TryGetProperty("linux/arm64", out _), project);
        }

        var runtimes = "linux-x64%3Blinux-musl-arm64%3Blinux-arm%3Blinux-x86%3Blinux-s390x%3Bwin-x64";
        var mapped = await tree.DotnetSucceeds("msbuild", "app/app.imageproj", $"-p:RuntimeIdentifiers={runtimes}", "-getProperty:ImagePlatforms");
        Assert.AreEqual("linux/amd64;linux/arm64;linux/arm/v7;linux/386;linux/s390x;windows/amd64", mapped.Output.Trim());

        // As NuGet restores the images that a .NET project references, with the runtime identifier of that project.
        await tree.DotnetSucceeds("restore", "app", "-r", "osx-arm64");

        foreach (var (options, message) in ((string[], string)[])
        [
            (["-r", "osx-arm64"], "containers run Linux and Windows only, and 'osx' is neither. Did you mean linux-arm64?"),
            (["-a", "riscv46"], "'riscv46' is not a known architecture. Did you mean riscv64?"),
            (["--os", "foo", "-a", "x64"], "'foo' is neither. Did you mean linux-x64?"),
            (["-r", "linux-arm64", "-p:ImagePlatforms=linux/amd64"], "asks for linux/arm64, and ImagePlatforms for linux/amd64"),
        ])
        {
            var error = (await tree.Dotnet(["build", "base", "--no-restore", .. options])).Error;
            Assert.AreEqual(("IMG0016", tree.PathOf("base/base.imageproj")), (error.Code, error.File));
            StringAssert.Contains(error.Text, message);
        }
    }

    [TestMethod]
    public async Task Reaches_images_of_a_solution_by_the_targets_of_containers_and_of_IDEs()
    {
        await using var tree = new TestTree();
        tree.Image("base", Scratch);
        tree.Image("child", "FROM base\nCOPY Dockerfile /child\n", parents: "base");
        tree.Solution("all.slnx", "base/base.imageproj", "child/child.imageproj");
        tree.Write("child.slnf", """{ "solution": { "path": "all.slnx", "projects": [ "child/child.imageproj" ] } }""");
        tree.RecordDockerCalls();

        await tree.DotnetSucceeds("publish", "all.slnx", "-t:PublishContainer");
        CollectionAssert.AreEquivalent(new[] { "base", "child" }, tree.TakePushes().ToArray(), "Each image is pushed once.");

        await tree.DotnetSucceeds("build", "child.slnf", "-warnaserror");
        await tree.DotnetSucceeds("build", "child/child.imageproj", "-graph", "-isolate");

        var designTime = await tree.DotnetSucceeds("build", "child/child.imageproj", "--no-restore", "-p:DesignTimeBuild=true",
            "-p:SkipCompilerExecution=true", "-p:ProvideCommandLineArgs=true", "-p:BuildProjectReferences=false", $"-t:{DesignTimeTargets}");
        Assert.IsEmpty(designTime.Messages, designTime.Output);
    }
}
