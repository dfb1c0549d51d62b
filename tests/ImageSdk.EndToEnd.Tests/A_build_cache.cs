using ImageSdk.EndToEnd.Tests.Infrastructure;

namespace ImageSdk.EndToEnd.Tests;

/// <summary>What one machine leaves for the next.</summary>
[TestClass]
public sealed class A_build_cache
{
    private const string Dockerfile = "FROM busybox:1.36\nCOPY file /file\nRUN cat /file > /copy\n";

    [TestMethod]
    public async Task Is_read_from_the_registry_by_a_build_and_written_by_a_publish()
    {
        await using var tree = new TestTree();
        tree.Image("app", Dockerfile);
        tree.Write("app/file", "one");
        tree.Image("none", Dockerfile, "<PropertyGroup><ImageCache>none</ImageCache></PropertyGroup>");
        tree.Write("none/file", "two");
        tree.Image("inline", Dockerfile, "<PropertyGroup><ImageCache>inline</ImageCache><ContainerImageTags>1.0;latest</ContainerImageTags></PropertyGroup>");
        tree.Write("inline/file", "three");
        tree.Solution("all.slnx", "app/app.imageproj", "none/none.imageproj", "inline/inline.imageproj");
        tree.RecordDockerCalls();

        var publish = await tree.DotnetSucceeds("publish", "all.slnx");

        Assert.IsEmpty(publish.Messages, "a cache that is not there yet is nothing to talk about");
        var calls = tree.TakeDockerCalls();
        var registry = $"type=registry,ref={tree.Tag("app", "buildcache")}";
        Assert.AreEqual($"--cache-from={registry}", Caches("app", "push=false"));
        Assert.AreEqual($"--cache-from={registry} --cache-to={registry},mode=max,compression=zstd", Caches("app", "push=true"));
        Assert.AreEqual("", Caches("none", "push=false") + Caches("none", "push=true"));
        Assert.AreEqual($"--cache-from=type=registry,ref={tree.Tag("inline", "1.0")} --cache-to=type=inline", Caches("inline", "push=true"));
        Assert.IsNotNull(await Registry.ManifestAsync($"{tree.Prefix}/app", "buildcache"));
        Assert.IsNull(await Registry.ManifestAsync($"{tree.Prefix}/none", "buildcache"));
        Assert.IsTrue((await Registry.ConfigAsync($"{tree.Prefix}/inline", "1.0")).TryGetProperty("moby.buildkit.cache.v0", out _));

        string Caches(string project, string output)
        {
            var call = calls.Single(c => c.StartsWith("buildx build", StringComparison.Ordinal)
                && c.Contains($"/{project}/Dockerfile", StringComparison.Ordinal)
                && c.Contains("push=true", StringComparison.Ordinal) == (output == "push=true"));
            return string.Join(' ', call.Split(' ').Where(a => a.StartsWith("--cache", StringComparison.Ordinal)));
        }
    }

    [TestMethod]
    public async Task Is_by_default_one_for_each_image_also_of_those_that_share_a_repository()
    {
        await using var tree = new TestTree();
        tree.Write("images.lock.json", """{ "version": 1, "images": { } }""");
        (string Project, string Repository, string Variants, string Cache)[] images =
        [
            ("asr/asr.imageproj", "acme/asr", "", "asr:buildcache"),
            ("Prefixed/Prefixed.imageproj", "acme/speech-prefixed", "", "speech-prefixed:buildcache"),
            ("base-cpu/base-cpu.imageproj", "acme/base", "", "base:buildcache.base-cpu"),
            ("base-cuda/base-cuda.imageproj", "acme/base", "", "base:buildcache.base-cuda"),
            ("cpu/base.imageproj", "acme/base", "", "base:buildcache.cpu"),
            ("cuda 12/base.imageproj", "acme/base", "", "base:buildcache.cuda-12"),
            ("base/base.imageproj", "acme/base", "", "base:buildcache"),
            ("root.imageproj", "acme/root", "", "root:buildcache"),
            ("gpu/gpu.imageproj", "acme/base", "cpu;cuda", "base:buildcache.gpu-cpu base:buildcache.gpu-cuda"),
        ];
        foreach (var (project, repository, variants, _) in images)
        {
            tree.Write(project, $"""
                <Project Sdk="ImageSdk">
                  <PropertyGroup><ContainerRepository>{repository}</ContainerRepository><ImageVariants>{variants}</ImageVariants></PropertyGroup>
                </Project>
                """);
        }

        tree.Write("Directory.Build.targets", """<Project><Target Name="Show"><Message Importance="high" Text="cache=$(ImageCacheReference)" /></Target></Project>""");
        tree.Write("show.proj", $"""
            <Project>
              <Target Name="Show">
                <MSBuild Projects="{string.Join(';', images.Select(i => i.Project))}" Targets="Show" />
                <MSBuild Projects="gpu/gpu.imageproj" Targets="Show" Properties="_ImageInnerVariant=cpu" />
                <MSBuild Projects="gpu/gpu.imageproj" Targets="Show" Properties="_ImageInnerVariant=cuda" />
              </Target>
            </Project>
            """);

        var shown = (await tree.DotnetSucceeds("msbuild", "show.proj", "-t:Show", "-tl:off")).Output
            .Split('\n').Where(line => line.Contains("cache=", StringComparison.Ordinal)).Select(line => line[(line.LastIndexOf('/') + 1)..].Trim()).ToList();

        var expected = images.SelectMany(image => image.Cache.Split(' ')).ToList();
        CollectionAssert.IsSubsetOf(expected, shown, string.Join(' ', shown));
        CollectionAssert.AllItemsAreUnique(shown);
    }

    [TestMethod]
    public async Task In_the_registry_spares_the_next_machine_every_instruction_of_a_family()
    {
        await using var tree = new TestTree();
        tree.Image("base", $"FROM busybox:1.36\nRUN echo {tree.Prefix} > /base\n");
        tree.Image("child", $"FROM base\nRUN cat /base > /child # {tree.Prefix}\n", parents: "base");
        await tree.DotnetSucceeds("publish", "child/child.imageproj");
        var digest = ImageRecordFile.Read(tree, "child", "child/bin/Release/child.image.json").Digest;

        Assert.AreEqual("base child", await BuiltOnTheNextMachine("-p:ImageCache=none"));
        Assert.AreEqual("", await BuiltOnTheNextMachine());
        Assert.AreEqual(digest, ImageRecordFile.Read(tree, "child").Digest);

        // The projects whose RUN instructions were executed.
        async Task<string> BuiltOnTheNextMachine(params string[] options)
        {
            await Engine.RemoveImagesAsync($"*/{tree.Prefix}/*");
            await Engine.ForgetAsync(tree.Prefix);
            tree.RemoveOutput();
            await tree.DotnetSucceeds(["build", "child/child.imageproj", .. options]);
            return string.Join(' ', ((string[])["base", "child"]).Where(project =>
                ImageRecordFile.Read(tree, project).Steps.Single(s => s.Name.Contains("] RUN ", StringComparison.Ordinal)) is { Cached: false }));
        }
    }

    [TestMethod]
    public async Task May_be_several_of_any_kind_best_first()
    {
        await using var tree = new TestTree();
        using var away = new AwayRegistry();
        tree.Image("app", Dockerfile, $"""
            <ItemGroup>
              <ImageCacheFrom Include="registry" Ref="{tree.Tag("app", "branch")}" />
              <ImageCacheFrom Include="type=local,src=cache" />
              <ImageCacheFrom Include="type=registry,ref={tree.Tag("app", "main")}" />
              <ImageCacheTo Include="type=local,dest=cache,mode=max" />
              <ImageCacheTo Include="registry" Ref="{tree.Tag("app", "branch")}" Mode="max" />
              <ImageCacheTo Include="registry" Ref="{away.Host}/cache" IgnoreError="true" />
            </ItemGroup>
            """);
        tree.Write("app/file", "one");
        tree.RecordDockerCalls();

        var build = await tree.DotnetSucceeds("build", "app/app.imageproj");

        Assert.IsEmpty(build.Messages);
        var arguments = tree.TakeDockerCalls().Single(c => c.StartsWith("buildx build", StringComparison.Ordinal)).Split(' ');
        CollectionAssert.AreEqual(
            new[]
            {
                $"--cache-from=type=registry,ref={tree.Tag("app", "branch")}",
                $"--cache-from=type=local,src={tree.PathOf("app/cache")}",
                $"--cache-from=type=registry,ref={tree.Tag("app", "main")}",
            },
            arguments.Where(a => a.StartsWith("--cache-from", StringComparison.Ordinal)).ToArray());
        Assert.IsTrue(File.Exists(tree.PathOf("app/cache/index.json")), "beside the project, wherever MSBuild runs");
        Assert.IsNotNull(await Registry.ManifestAsync($"{tree.Prefix}/app", "branch"));

        tree.Write("app/file", "two");
        Assert.IsEmpty((await tree.DotnetSucceeds("build", "app/app.imageproj")).Messages, "now the caches are there");
    }

    [TestMethod]
    public async Task Of_GitHub_is_left_out_aloud_where_there_is_none()
    {
        await using var tree = new TestTree();
        tree.SetEnvironment("ACTIONS_RUNTIME_TOKEN", null);
        tree.Image("app", Dockerfile, """
            <ItemGroup>
              <ImageCacheFrom Include="gha" Scope="app" />
              <ImageCacheTo Include="type=gha,scope=app,mode=max" />
            </ItemGroup>
            """);
        tree.Write("app/file", "one");
        tree.RecordDockerCalls();

        var warning = (await tree.DotnetSucceeds("build", "app/app.imageproj")).Messages.Single();

        Assert.AreEqual(("warning", "IMG0013", tree.PathOf("app/app.imageproj")), (warning.Severity, warning.Code, warning.File));
        Assert.IsFalse(tree.TakeDockerCalls().Any(c => c.Contains("--cache", StringComparison.Ordinal)));
    }

    [TestMethod]
    public async Task That_BuildKit_would_misread_in_silence_is_an_error()
    {
        await using var tree = new TestTree();
        tree.Image("app", Dockerfile, $"""
            <ItemGroup>
              <ImageCacheFrom Include="registri" Ref="{tree.Tag("app", "cache")}" />
              <ImageCacheFrom Include="registry" Ref="-cache" />
              <ImageCacheFrom Include="registry" Ref="{tree.Tag("app", "cache")}" IgnoreErrors="true" />
              <ImageCacheFrom Include="s3" Region="eu-west-1" Bucket="caches" secret_access_key="hush" />
            </ItemGroup>
            """);
        tree.Write("app/file", "one");

        var errors = (await tree.Dotnet("build", "app/app.imageproj")).Errors;

        Assert.HasCount(4, errors);
        Assert.IsTrue(errors.All(e => (e.Code, e.File) == ("IMG0008", tree.PathOf("app/app.imageproj"))));
        Assert.IsFalse(errors.Any(e => e.Text.Contains("hush", StringComparison.Ordinal)));
    }
}
