using ImageSdk.EndToEnd.Tests.Infrastructure;

namespace ImageSdk.EndToEnd.Tests;

/// <summary>Values that cannot be meant: one error each, at the file that has it, which says what to write.</summary>
[TestClass]
public sealed class A_project_with_a_mistake
{
    private static readonly (string Name, string Content, string Code, string Text)[] Mistakes =
    [
        ("dockerfile", Property("ImageDockerfile", "Dockerfile.gpu"), "IMG0006", "Dockerfile.gpu"),
        ("context", Property("ImageContext", "../nowhere"), "IMG0007", "nowhere"),
        ("repository", Property("ContainerRepository", "Team/App"), "IMG0007", "write 'team/app'"),
        ("repository-dash", Property("ContainerRepository", "-app"), "IMG0007", "ContainerRepository"),
        ("repository-tag", Property("ContainerRepository", "app:1.0"), "IMG0007", "ContainerImageTags"),
        ("tag", Property("ContainerImageTags", "latest;v 1"), "IMG0007", "'v 1'"),
        ("tag-dash", Property("ContainerImageTag", "-latest"), "IMG0007", "'-latest'"),
        ("tags-none", Property("ContainerImageTags", ";"), "IMG0007", "ContainerImageTags"),
        ("registry", Property("ContainerRegistry", "https://ghcr.io"), "IMG0007", "without the scheme, 'ghcr.io'"),
        ("registry-path", Property("ContainerRegistry", "ghcr.io/team"), "IMG0007", "ContainerRepository"),
        ("platform", Property("ImagePlatforms", "linux/amd64;linux/"), "IMG0007", "'linux/'"),
        ("builder-dash", Property("ImageBuilder", "--push"), "IMG0007", "ImageBuilder"),
        ("network", Property("ImageNetwork", "bridge"), "IMG0007", "Use one of default, none, host"),
        ("compression", Property("ImageCompression", "brotli"), "IMG0007", "Use one of uncompressed,"),
        ("provenance", Property("ImageProvenance", "true"), "IMG0007", "Use one of min, max, false"),
        ("sbom", Property("ImageSbom", "spdx"), "IMG0007", "Use one of true, false"),
        ("no-cache", Property("ImageNoCache", "all"), "IMG0007", "ImageNoCache is 'all'"),
        ("analysis", Property("ImageAnalysis", "x"), "IMG0007", "ImageAnalysis is 'x'. Use one of true, false"),
        ("buildkit-check", Property("ImageBuildKitCheck", "1"), "IMG0007", "ImageBuildKitCheck is '1'"),
        ("probe", Property("ImageLintProbe", "on"), "IMG0007", "ImageLintProbe is 'on'"),
        ("dry-run", Property("ImageFixDryRun", "maybe"), "IMG0007", "ImageFixDryRun is 'maybe'"),
        ("force", Property("ImageFixForce", "1"), "IMG0007", "ImageFixForce is '1'"),
        ("declared", Property("ImageDeclared", "no"), "IMG0007", "ImageDeclared is 'no'"),
        ("locked-mode", Property("RestoreLockedMode", "1"), "IMG0007", "RestoreLockedMode is '1'"),
        ("force-evaluate", Property("RestoreForceEvaluate", "1"), "IMG0007", "RestoreForceEvaluate is '1'"),
        ("without-build", Property("NoBuild", "1"), "IMG0007", "NoBuild is '1'"),
        ("cache", Property("ImageCache", "s3"), "IMG0008", "ImageCacheFrom"),
        ("cache-reference", Property("ImageCacheReference", "ghcr.io/Team/app"), "IMG0008", "ImageCacheReference"),
        ("cache-nowhere", "<PropertyGroup><ContainerRegistry /><ImageCache>registry</ImageCache></PropertyGroup>", "IMG0008", "Set ContainerRegistry or ImageCacheReference"),
        ("argument-dash", """<ItemGroup><ImageBuildArg Include="-x" Value="1" /></ItemGroup>""", "IMG0007", "'-x'"),
        ("argument-value", """<ItemGroup><ImageBuildArg Include="X=1" /></ItemGroup>""", "IMG0007", """Include="NAME" Value="""),
        ("secret-variable", """<ItemGroup><ImageSecret Include="token" Environment="IMAGESDK_NO_SUCH_VARIABLE" /></ItemGroup>""", "IMG0009", "IMAGESDK_NO_SUCH_VARIABLE"),
        ("secret-file", """<ItemGroup><ImageSecret Include="token" File="token.txt" /></ItemGroup>""", "IMG0009", "token.txt"),
        ("secret-nothing", """<ItemGroup><ImageSecret Include="token" /></ItemGroup>""", "IMG0007", "Environment"),
    ];

    [TestMethod]
    public async Task Gets_one_error_that_says_what_to_write()
    {
        await using var tree = new TestTree();
        foreach (var (name, content, _, _) in Mistakes) tree.Image(name, "FROM busybox:1.36\nCOPY Dockerfile /\n", content);
        tree.Image("target", "FROM busybox:1.36 AS build\nFROM build AS final\n", Property("ImageTarget", "--final"));
        tree.Solution("all.slnx", [.. Mistakes.Select(m => $"{m.Name}/{m.Name}.imageproj"), "target/target.imageproj"]);
        tree.RecordDockerCalls();
        await tree.Dotnet("restore", "all.slnx");

        var errors = (await tree.Dotnet("build", "--no-restore", "all.slnx")).Errors.ToDictionary(e => e.File);

        Assert.AreEqual(
            string.Join('\n', Mistakes.Select(m => $"{m.Name}: {m.Code}")),
            string.Join('\n', Mistakes.Select(m => $"{m.Name}: {errors.GetValueOrDefault(tree.PathOf($"{m.Name}/{m.Name}.imageproj"))?.Code}")));
        foreach (var (name, _, _, text) in Mistakes) StringAssert.Contains(errors[tree.PathOf($"{name}/{name}.imageproj")].Text, text);
        var target = errors[tree.PathOf("target/Dockerfile")];
        Assert.AreEqual("IMG1002", target.Code);
        StringAssert.Contains(target.Text, "build, final");
        Assert.HasCount(Mistakes.Length + 1, errors);
        Assert.IsEmpty(tree.TakeDockerCalls(), "nothing of this reaches a command line");
    }

    /// <summary>MSBuild itself would report these values inside of our targets.</summary>
    [TestMethod]
    [DataRow("ImageFix", "ImageFixDryRun=maybe")]
    [DataRow("ImageFix", "ImageFixForce=1")]
    [DataRow("ImageLint", "ImageLintProbe=maybe")]
    [DataRow("ImageLint", "ImageBuildKitCheck=1")]
    [DataRow("Restore", "RestoreLockedMode=1")]
    [DataRow("Publish", "NoBuild=1")]
    public async Task On_the_command_line_gets_one_error_and_changes_nothing(string target, string property)
    {
        await using var tree = new TestTree();
        tree.Image("app", "FROM busybox:1.36\nRUN apt-get install git\n");

        var result = await tree.Dotnet("msbuild", "app/app.imageproj", $"-t:{target}", $"-p:{property}");

        var error = result.Errors.Single();
        Assert.AreEqual(("IMG0007", tree.PathOf("app/app.imageproj")), (error.Code, error.File), result.Output);
        StringAssert.Contains(error.Text, $"{property.Replace("=", " is '", StringComparison.Ordinal)}'. Use one of true, false.");
        Assert.AreEqual("FROM busybox:1.36\nRUN apt-get install git\n", File.ReadAllText(tree.PathOf("app/Dockerfile")));
    }

    [TestMethod]
    public async Task In_the_name_of_a_build_argument_is_warned_of_unless_it_is_meant_for_a_whole_family()
    {
        await using var tree = new TestTree();
        tree.Write("Directory.Build.targets", """<Project><ItemGroup><ImageBuildArg Include="FAMILY" Value="speech" /></ItemGroup></Project>""");
        tree.Image("app", "FROM busybox:1.36\nARG VERSION\nLABEL version=$VERSION\nCOPY Dockerfile /\n", """
            <ItemGroup>
              <ImageBuildArg Include="VERSOIN" Value="1" />
              <ImageBuildArg Include="VERSION" Value="1" />
              <ImageBuildArg Include="HTTP_PROXY" Value="" />
            </ItemGroup>
            """);

        var warning = (await tree.DotnetSucceeds("build", "app/app.imageproj")).Messages.Single();

        Assert.AreEqual(("warning", "IMG1004", tree.PathOf("app/app.imageproj")), (warning.Severity, warning.Code, warning.File));
        StringAssert.Contains(warning.Text, "'VERSOIN'");
        StringAssert.Contains(warning.Text, "Did you mean VERSION?");
    }

    private static string Property(string name, string value) => $"<PropertyGroup><{name}>{value}</{name}></PropertyGroup>";
}
