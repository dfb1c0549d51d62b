using System.IO.Compression;
using System.Text;
using ImageSdk.EndToEnd.Tests.Infrastructure;

namespace ImageSdk.EndToEnd.Tests;

/// <summary>Secrets reach the instruction that mounts them, and nothing else.</summary>
[TestClass]
public sealed class A_secret
{
    [TestMethod]
    public async Task Reaches_the_instruction_and_no_log_file_or_command_line()
    {
        await using var tree = new TestTree();
        tree.Image("base", $"""
            FROM busybox:1.36
            RUN echo {tree.Prefix} > /not-cached
            RUN --mount=type=secret,id=token --mount=type=secret,id=key,target=/key \
                sha256sum < /run/secrets/token > /hashes && sha256sum < /key >> /hashes
            """, """
            <ItemGroup>
              <ImageSecret Include="token" Environment="SPEECH_TOKEN" />
              <ImageSecret Include="key" File="../keys/the, key" />
            </ItemGroup>
            """);
        var (token, key) = ($"token{Guid.NewGuid():N}", $"key{Guid.NewGuid():N}");
        tree.SetEnvironment("SPEECH_TOKEN", token);
        tree.Write("keys/the, key", key);
        tree.RecordDockerCalls();

        var build = await tree.DotnetSucceeds("build", "base/base.imageproj", "-v:diag", "-bl:build.binlog");
        var plan = await tree.DotnetSucceeds("build", "base/base.imageproj", "-t:ImagePlan", "-v:diag");

        var hashes = string.Concat(((string[])[token, key]).Select(s => Hash(s) + "  -\n"));
        Assert.AreEqual(hashes.Trim(), await Engine.OutputAsync(tree.Tag("base"), "cat", "/hashes"));
        var (calls, binlog) = (string.Join('\n', tree.TakeDockerCalls()), Unzip(tree.PathOf("build.binlog")));
        StringAssert.Contains(calls, "SPEECH_TOKEN");
        StringAssert.Contains(binlog, "SPEECH_TOKEN");
        var files = Directory.EnumerateFiles(tree.Root, "*", SearchOption.AllDirectories).Where(f => !f.EndsWith("the, key", StringComparison.Ordinal))
            .Select(File.ReadAllText);
        foreach (var text in files.Concat([build.Output, plan.Output, calls, binlog]))
        {
            Assert.IsFalse(text.Contains(token, StringComparison.Ordinal) || text.Contains(key, StringComparison.Ordinal), text);
        }
    }

    [TestMethod]
    public async Task That_is_not_there_is_an_error_before_anything_is_built()
    {
        await using var tree = new TestTree();
        tree.Image("base", "FROM busybox:1.36\n", """<ItemGroup><ImageSecret Include="token" Environment="IMAGESDK_TESTS_NO_SUCH" /></ItemGroup>""");

        var error = (await tree.Dotnet("build", "base/base.imageproj")).Error;

        Assert.AreEqual(("IMG0009", tree.PathOf("base/base.imageproj")), (error.Code, error.File));
    }

    [TestMethod]
    public async Task In_the_place_of_its_name_is_an_error_that_does_not_repeat_it()
    {
        await using var tree = new TestTree();
        tree.Image("base", "FROM busybox:1.36\n", """
            <ItemGroup>
              <ImageSecret Include="a=hush" />
              <ImageSecret Include="id=b,env=hush" />
              <ImageSecret Include="c" Value="hush" />
              <ImageSecret Include="d" Environment="hush-hush" />
              <ImageSecret Include="e" Environment="E" File="hush" />
            </ItemGroup>
            """);
        tree.Image("cache", "FROM busybox:1.36\n", """<ItemGroup><ImageCacheTo Include="secret_access_key=hush,type=s3" /></ItemGroup>""");
        tree.Solution("all.slnx", "base/base.imageproj", "cache/cache.imageproj");

        var build = await tree.Dotnet("build", "all.slnx");

        Assert.AreEqual("IMG0007 IMG0007 IMG0007 IMG0007 IMG0007 IMG0008", string.Join(' ', build.Errors.Select(e => e.Code).Order(StringComparer.Ordinal)));
        Assert.IsFalse(build.Output.Contains("hush", StringComparison.Ordinal), build.Output);
    }

    private static string Hash(string text) =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string Unzip(string path)
    {
        using var zip = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        using var reader = new StreamReader(zip, Encoding.Latin1);
        return reader.ReadToEnd();
    }
}
