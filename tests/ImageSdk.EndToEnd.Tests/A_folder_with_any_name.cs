using System.Security;
using ImageSdk.EndToEnd.Tests.Infrastructure;

namespace ImageSdk.EndToEnd.Tests;

/// <summary>Paths that mean something else to a command line, to CSV or to a URL, unless they are quoted.</summary>
[TestClass]
public sealed class A_folder_with_any_name
{
    private const string Folder = "a, b \"c\" d=e #f äß漢";

    [TestMethod]
    public async Task Has_projects_with_secrets_contexts_and_local_caches()
    {
        await using var tree = new TestTree();
        tree.Write($"{Folder}/base/base.imageproj", $"""
            <Project Sdk="ImageSdk">
              <ItemGroup>
                <ImageSecret Include="key" File="../the key" />
                <ImageNamedContext Include="data" Path="../data" />
                <ImageCacheFrom Include="local" Src="../cache" />
                <ImageCacheTo Include="type=local,dest=../cache,mode=max" />
              </ItemGroup>
            </Project>
            """);
        tree.Write($"{Folder}/base/Dockerfile", $"""
            FROM busybox:1.36
            COPY file /file
            COPY --from=data . /data
            RUN --mount=type=secret,id=key cat /run/secrets/key /file /data/d > /all && echo {tree.Prefix}
            """);
        tree.Write($"{Folder}/base/file", "file,");
        tree.Write($"{Folder}/data/d", "data");
        tree.Write($"{Folder}/the key", "key,");
        tree.Write($"{Folder}/child/child.imageproj", """
            <Project Sdk="ImageSdk"><ItemGroup><ProjectReference Include="../base/base.imageproj" /></ItemGroup></Project>
            """);
        tree.Write($"{Folder}/child/Dockerfile", "FROM base\nRUN cp /all /child\n");
        tree.RecordDockerCalls();

        await tree.DotnetSucceeds("build", Solution(tree));

        Assert.AreEqual("key,file,data", await Engine.OutputAsync(tree.Tag("child"), "cat", "/child"));
        Assert.IsTrue(File.Exists(tree.PathOf($"{Folder}/cache/index.json")), "the cache is where the project says");
        Assert.AreEqual("base child", tree.TakeBuilt());

        await tree.DotnetSucceeds("build", Solution(tree));
        Assert.AreEqual("", tree.TakeBuilt());

        tree.Write($"{Folder}/base/file", "other,");
        Assert.IsEmpty((await tree.DotnetSucceeds("build", Solution(tree))).Messages);
        Assert.AreEqual("key,other,data", await Engine.OutputAsync(tree.Tag("child"), "cat", "/child"));
        var from = tree.TakeDockerCalls().SelectMany(c => c.Split(" --")).Single(a => a.StartsWith("cache-from=type=local,", StringComparison.Ordinal));
        Assert.IsTrue(File.Exists($"{from.Split("src=")[1]}/index.json"), "and it is read from there");
    }

    [TestMethod]
    public async Task Has_projects_for_a_remote_builder()
    {
        await using var tree = new TestTree();
        using var builder = await RemoteBuilder.CreateAsync(tree);
        foreach (var (name, dockerfile, reference) in new[]
        {
            ("base", "FROM busybox:1.36\nCOPY file /file\n", ""),
            ("child", "FROM base\nRUN cp /file /copy\n", """<ProjectReference Include="../base/base.imageproj" />"""),
        })
        {
            tree.Write($"{Folder}/{name}/{name}.imageproj", $"""
                <Project Sdk="ImageSdk">
                  <PropertyGroup><ImageBuilder>{builder.Name}</ImageBuilder></PropertyGroup>
                  <ItemGroup>{reference}</ItemGroup>
                </Project>
                """);
            tree.Write($"{Folder}/{name}/Dockerfile", dockerfile);
            tree.Write($"{Folder}/{name}/file", tree.Prefix);
        }

        await tree.DotnetSucceeds("build", Solution(tree));

        Assert.HasCount(1, Directory.GetFiles(tree.PathOf($"{Folder}/child/obj/Debug/child.image/image.oci"), "index.json", SearchOption.AllDirectories));
    }

    /// <summary>MSBuild takes quotes out of its own command line, so the path stands in a file.</summary>
    private static string Solution(TestTree tree)
    {
        tree.Solution("all.slnx", $"{SecurityElement.Escape(Folder)}/child/child.imageproj");
        return "all.slnx";
    }
}
