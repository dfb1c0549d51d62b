using ImageSdk.EndToEnd.Tests.Infrastructure;

namespace ImageSdk.EndToEnd.Tests;

/// <summary>ImageVariants: several images of one project, each from the same variant of its parents.</summary>
[TestClass]
public sealed class An_image_with_variants
{
    private const string Variants = "<PropertyGroup><ImageVariants>cpu;cuda</ImageVariants></PropertyGroup>";

    [TestMethod]
    [DataRow("-m:1")]
    [DataRow("-m:2")]
    [DataRow("-graph -isolate")]
    public async Task Is_built_once_for_each_as_conditions_say_and_from_the_same_variant_of_its_parent(string options)
    {
        await using var tree = Family();

        await tree.DotnetSucceeds("restore", "family.slnx");
        await tree.DotnetSucceeds(["build", "family.slnx", "--no-restore", .. options.Split(' ')]);

        Assert.AreEqual("asr asr base base common", tree.TakeBuilt());
        Assert.AreEqual("plain\ncpu\ncpu-child", await Engine.OutputAsync(tree.Tag("asr", "cpu"), "cat", "/common", "/base", "/asr"));
        Assert.AreEqual("plain\ncuda\ncuda-child", await Engine.OutputAsync(tree.Tag("asr", "cuda"), "cat", "/common", "/base", "/asr"));
        Assert.IsNull(await Engine.InspectAsync(tree.Tag("asr")), "No image is the latest of all variants.");
        var cuda = ImageRecordFile.Read(tree, "asr", "asr/bin/Debug/asr.cuda.image.json");
        Assert.AreEqual(tree.Tag("asr", "cuda"), cuda.Reference);
        Assert.AreNotEqual(ImageRecordFile.Read(tree, "asr", "asr/bin/Debug/asr.cpu.image.json").Digest, cuda.Digest);

        var again = await tree.DotnetSucceeds(["build", "family.slnx", "--no-restore", .. options.Split(' ')]);

        Assert.IsEmpty(tree.TakeDockerCalls(), again.Output);
        Assert.IsEmpty(again.Messages, again.Output);
        foreach (var locked in (string[])["asr/asr.imageproj", "base/base.imageproj", "common/common.imageproj"])
            await tree.DotnetSucceeds("restore", locked, "--locked-mode");
    }

    [TestMethod]
    public async Task Is_built_as_one_of_them_when_the_command_line_says_which()
    {
        await using var tree = Family();

        await tree.DotnetSucceeds("build", "family.slnx", "-p:ImageVariant=cuda");

        Assert.AreEqual("asr base common", tree.TakeBuilt());
        Assert.AreEqual("plain\ncuda\ncuda-child", await Engine.OutputAsync(tree.Tag("asr", "cuda"), "cat", "/common", "/base", "/asr"));

        // The other one is all that is left to do.
        await tree.DotnetSucceeds("build", "asr/asr.imageproj");
        Assert.AreEqual("asr base", tree.TakeBuilt());
        Assert.AreEqual("plain\ncpu\ncpu-child", await Engine.OutputAsync(tree.Tag("asr", "cpu"), "cat", "/common", "/base", "/asr"));

        var plan = await tree.DotnetSucceeds("msbuild", "asr/asr.imageproj", "-t:ImagePlan", "-v:m");
        StringAssert.Contains(plan.Output, "asr (cpu) -> up to date");
        StringAssert.Contains(plan.Output, "asr (cuda) -> up to date");

        var run = await tree.Dotnet("run", "--project", "asr/asr.imageproj", "--no-build");
        Assert.AreNotEqual(0, run.ExitCode);
        StringAssert.Contains(run.Output, "IMG3002");
        StringAssert.Contains(run.Output, "-p:ImageVariant=cpu");
        Assert.AreEqual("cuda-child", (await tree.DotnetSucceeds("run", "--project", "asr/asr.imageproj", "--no-build", "-p:ImageVariant=cuda", "--", "cat", "/asr")).Output.Trim());

        await tree.DotnetSucceeds("clean", "asr/asr.imageproj");
        Assert.IsNull(await Engine.InspectAsync(tree.Tag("asr", "cpu")));
        Assert.IsNull(await Engine.InspectAsync(tree.Tag("asr", "cuda")));
        Assert.IsNotNull(await Engine.InspectAsync(tree.Tag("base", "cuda")));
        Assert.IsEmpty(Directory.GetFiles(tree.PathOf("asr/bin/Debug")));
    }

    [TestMethod]
    public async Task Is_published_with_the_tags_of_all()
    {
        await using var tree = Family();

        await tree.DotnetSucceeds("publish", "asr/asr.imageproj", "-p:ContainerImageTags=1.0%3Blatest%3B2-cuda");

        foreach (var tag in (string[])["1.0-cpu", "cpu", "2-cuda-cpu", "1.0-cuda", "cuda", "2-cuda"])
            Assert.IsNotNull(await Registry.ManifestAsync($"{tree.Prefix}/asr", tag), tag);
        foreach (var cache in (string[])["buildcache-cpu", "buildcache-cuda"])
            Assert.IsNotNull(await Registry.ManifestAsync($"{tree.Prefix}/base", cache), cache);
        Assert.IsNull(await Registry.ManifestAsync($"{tree.Prefix}/asr", "latest"));
        Assert.IsNull(await Registry.ManifestAsync($"{tree.Prefix}/asr", "buildcache"));
    }

    [TestMethod]
    public async Task Is_an_error_where_a_parent_does_not_have_the_variant_or_nobody_says_which()
    {
        await using var tree = Family();
        tree.Write("asr/asr.imageproj", """
            <Project Sdk="ImageSdk">
              <PropertyGroup><ImageVariants>cpu;rocm</ImageVariants></PropertyGroup>
              <ItemGroup>
                <ProjectReference Include="../base/base.imageproj" />
              </ItemGroup>
            </Project>
            """);

        Check((await tree.Dotnet("build", "asr/asr.imageproj")).Error, "IMG6030", "asr/asr.imageproj", 4, "'rocm'", "cpu and cuda");

        // A project that says nothing of variants, once found by restore, and once by a build.
        tree.Image("one", "FROM base\n", parents: "base");
        Check((await tree.Dotnet("build", "one/one.imageproj")).Error, "IMG6030", "one/one.imageproj", 3, "Say which", "cpu and cuda");
        Check((await tree.Dotnet("build", "one/one.imageproj", "--no-restore", "-p:ImageAnalysis=false")).Error, "IMG6030", "one/one.imageproj", 3, "Say which");

        // And one that does.
        tree.Write("one/one.imageproj", """
            <Project Sdk="ImageSdk"><ItemGroup><ProjectReference Include="../base/base.imageproj" ImageVariant="cuda" /></ItemGroup></Project>
            """);
        await tree.DotnetSucceeds("build", "one/one.imageproj");
        Assert.AreEqual("cuda", await Engine.OutputAsync(tree.Tag("one"), "cat", "/base"));

        Check((await tree.Dotnet("build", "base/base.imageproj", "-p:ImageVariant=rocm")).Error, "IMG6031", "base/base.imageproj", 2, "'rocm'", "cpu and cuda");
        tree.Image("declared", null, "<PropertyGroup><ImageVariants>cpu;cuda</ImageVariants></PropertyGroup><ItemGroup><ImageDirectory Include=\"/data\" /></ItemGroup>");
        Check((await tree.Dotnet("build", "declared/declared.imageproj", "-p:ImageVariant=rocm")).Error, "IMG6031", "declared/declared.imageproj", 2, "'rocm'", "cpu and cuda");

        static void Check(BuildMessage error, string code, string file, int line, params string[] texts)
        {
            Assert.AreEqual((code, line), (error.Code, error.Line), error.Text);
            StringAssert.EndsWith(error.File, file);
            foreach (var text in texts) StringAssert.Contains(error.Text, text);
        }
    }

    [TestMethod]
    public async Task Takes_its_own_Dockerfile_or_else_the_stage_that_is_named_like_it()
    {
        await using var tree = new TestTree();
        tree.Image("files", "FROM busybox:1.36\nRUN echo shared > /file\n", Variants);
        tree.Write("files/Dockerfile.cuda", "FROM busybox:1.36\nRUN echo own > /file\n");
        tree.Image("stages", "FROM busybox:1.36 AS cuda\nRUN echo cuda > /file\nFROM busybox:1.36\nRUN echo last > /file\n", Variants);
        tree.Image("same", "FROM busybox:1.36\nRUN echo same > /file\n", "\n" + Variants);
        tree.Solution("all.slnx", "files/files.imageproj", "stages/stages.imageproj", "same/same.imageproj");

        var result = await tree.DotnetSucceeds("build", "all.slnx");

        foreach (var (image, content) in (IEnumerable<(string, string)>)
            [(tree.Tag("files", "cpu"), "shared"), (tree.Tag("files", "cuda"), "own"), (tree.Tag("stages", "cpu"), "last"), (tree.Tag("stages", "cuda"), "cuda")])
        {
            Assert.AreEqual(content, await Engine.OutputAsync(image, "cat", "/file"), image);
        }

        var same = result.Messages.Single(message => message.Code == "IMG6032");
        Assert.AreEqual(("warning", 3), (same.Severity, same.Line));
        StringAssert.EndsWith(same.File, "same/same.imageproj");
        StringAssert.Contains(same.Text, "cpu and cuda");
    }

    [TestMethod]
    public async Task May_be_declared_and_ejected()
    {
        await using var tree = new TestTree();
        tree.Image("base", null, Variants + """
            <PropertyGroup><ContainerBaseImage>busybox:1.36</ContainerBaseImage></PropertyGroup>
            <ItemGroup>
              <ImageContent Include="small" Condition="'$(ImageVariant)' == 'cpu'" TargetPath="/base" />
              <ImageContent Include="large" Condition="'$(ImageVariant)' == 'cuda'" TargetPath="/base" />
            </ItemGroup>
            """);
        tree.Write("base/small", "1");
        tree.Write("base/large", "2");
        tree.Image("asr", null, Variants + """<ItemGroup><ImageContent Include="file" TargetPath="/asr" /></ItemGroup>""", "base");
        tree.Write("asr/file", "3");
        tree.Image("one", null, """<ItemGroup><ImageContent Include="file" TargetPath="/one" /></ItemGroup>""", "base");
        tree.Write("one/file", "4");

        await tree.DotnetSucceeds("build", "asr/asr.imageproj");

        Assert.AreEqual("/asr/file\n/base/small", await Engine.OutputAsync(tree.Tag("asr", "cpu"), "find", "/asr", "/base", "-type", "f"));
        Assert.AreEqual("/asr/file\n/base/large", await Engine.OutputAsync(tree.Tag("asr", "cuda"), "find", "/asr", "/base", "-type", "f"));
        Assert.AreEqual("IMG6030", (await tree.Dotnet("build", "one/one.imageproj")).Error.Code);

        await tree.DotnetSucceeds("build", "base/base.imageproj", "-t:ImageEject");
        StringAssert.Contains(File.ReadAllText(tree.PathOf("base/Dockerfile.cpu")), "small");
        StringAssert.Contains(File.ReadAllText(tree.PathOf("base/Dockerfile.cuda")), "large");
    }

    [TestMethod]
    public async Task May_reference_and_lock_what_others_do_not()
    {
        await using var tree = new TestTree();
        var (upstream, _) = await tree.PushUpstream("cuda", "12", "cuda");
        tree.Image("base", "FROM busybox:1.36\nRUN echo base > /kind\n");
        tree.Image("base-cuda", $"FROM {upstream}\n");
        DotnetProjects.Console(tree, "Api", "System.Console.WriteLine(1);");
        tree.Image("asr", "ARG BASE\nFROM ${BASE}\nCOPY --from=api Api.dll /app/\n", Variants + """
            <ItemGroup>
              <ProjectReference Include="../Api/Api.csproj" />
              <ProjectReference Include="../base/base.imageproj" Condition="'$(ImageVariant)' == 'cpu'" />
              <ProjectReference Include="../base-cuda/base-cuda.imageproj" Condition="'$(ImageVariant)' == 'cuda'" />
              <ImageBuildArg Include="BASE" Value="base" />
              <ImageBuildArg Update="BASE" Value="base-cuda" Condition="'$(ImageVariant)' == 'cuda'" />
            </ItemGroup>
            """);
        tree.Image("tool", $"FROM {upstream} AS cuda\nLABEL a=b\nFROM busybox:1.36\n", Variants);

        // By the project alone: NuGet goes along references, and knows no variants.
        var build = await tree.DotnetSucceeds("build", "asr/asr.imageproj");

        var (cpu, cuda) = (await Engine.LayersAsync(tree.Tag("asr", "cpu")), await Engine.LayersAsync(tree.Tag("asr", "cuda")));
        Assert.AreEqual((await Engine.LayersAsync(tree.Tag("base")))[^1], cpu[^2]);
        Assert.AreEqual((await Engine.LayersAsync(tree.Tag("base-cuda")))[^1], cuda[^2]);
        Assert.HasCount(1, build.Output.Split('\n').Where(line => line.Contains("Api -> ", StringComparison.Ordinal) && line.Contains("publish", StringComparison.Ordinal)).ToList(), build.Output);

        await tree.DotnetSucceeds("restore", "tool/tool.imageproj");
        CollectionAssert.AreEqual((string[])["base-cuda/base-cuda.imageproj", "tool/tool.imageproj (cuda)"], tree.Lock()[upstream].UsedBy.ToArray());
        await tree.DotnetSucceeds("restore", "tool/tool.imageproj", "--locked-mode");
        await tree.DotnetSucceeds("restore", "tool/tool.imageproj", "--locked-mode", "-p:ImageVariant=cpu");
        tree.Image("tool", "FROM busybox:1.36\n", Variants);
        var locked = await tree.Dotnet("restore", "tool/tool.imageproj", "--locked-mode");
        CollectionAssert.AreEqual((string[])["IMG2006", "IMG2006"], locked.Errors.Select(error => error.Code).ToArray(), "one image more, one less");
        await tree.DotnetSucceeds("restore", "tool/tool.imageproj");
        CollectionAssert.AreEqual((string[])["base-cuda/base-cuda.imageproj"], tree.Lock()[upstream].UsedBy.ToArray());
    }

    [TestMethod]
    [DataRow("-m:1")]
    [DataRow("-m:2")]
    public async Task Counts_each_for_itself_in_a_summary_and_is_rebuilt(string nodes)
    {
        await using var tree = Family();
        tree.SolutionTargets();
        await tree.DotnetSucceeds("build", "asr/asr.imageproj", "-p:ImageVariant=cpu");

        StringAssert.Contains((await tree.DotnetSucceeds("build", "family.slnx", nodes)).Output, "family.slnx -> 5 images: 2 built, 3 up to date");
        tree.TakeBuilt();
        StringAssert.Contains((await tree.DotnetSucceeds("build", "family.slnx", "--no-restore", "-t:Rebuild", nodes)).Output, "family.slnx -> 5 images: 5 built");
        Assert.AreEqual("asr asr base base common", tree.TakeBuilt());

        StringAssert.Contains((await tree.DotnetSucceeds("msbuild", "asr/asr.imageproj", "-t:ImageSummary", nodes)).Output, "asr -> 5 images: 5 up to date");
        Assert.AreEqual("", tree.TakeBuilt());
    }

    /// <summary>Two projects with variants, one of them on the other, which is on one without; and each variant has something of its own.</summary>
    private static TestTree Family()
    {
        var tree = new TestTree();
        tree.Image("common", "FROM busybox:1.36\nRUN echo plain > /common\n");
        tree.Image("base", "FROM common\nARG KIND\nRUN echo $KIND > /base\n",
            Variants + """<ItemGroup><ImageBuildArg Include="KIND" Value="$(ImageVariant)" /></ItemGroup>""", "common");
        tree.Image("asr", "FROM base\nARG FILE\nCOPY ${FILE} /asr\n",
            Variants + """<ItemGroup><ImageBuildArg Include="FILE" Value="small" /><ImageBuildArg Update="FILE" Value="large" Condition="'$(ImageVariant)' == 'cuda'" /></ItemGroup>""", "base");
        tree.Write("asr/small", "cpu-child\n");
        tree.Write("asr/large", "cuda-child\n");
        tree.Solution("family.slnx", "asr/asr.imageproj", "base/base.imageproj", "common/common.imageproj");
        tree.RecordDockerCalls();
        return tree;
    }
}
