using System.Text.Json.Nodes;
using ImageSdk.Engine.Buildx;
using ImageSdk.Planning;

namespace ImageSdk.Engine.Tests.Buildx;

[TestClass]
public sealed class BakeFileTests
{
    [TestMethod]
    public void A_target_says_what_a_single_build_is_told()
    {
        var request = Requests.Of("/x/app.imageproj", "type=sbom");
        request = request with
        {
            Plan = request.Plan with
            {
                Target = "final",
                Network = "none",
                Platforms = ["linux/amd64", "linux/arm64"],
                Tags = ["x/app:1", "x/app:2"],
                BuildArguments = new(StringComparer.Ordinal) { ["A"] = "", ["BUILDKIT_CACHE_MOUNT_NS"] = "of the project" },
                Labels = new(StringComparer.Ordinal) { ["a.b"] = "1,2=3" },
            },
            DockerfileCopy = "/tmp/copy/Dockerfile",
            NamedContexts = new Dictionary<string, string> { ["base"] = "docker-image://x/base:1@sha256:b" },
            Secrets = [new ImageSecret("token", "TOKEN", null), new ImageSecret("key", null, "/x/a,b.key")],
            CacheFrom = ["type=registry,ref=r/best", "type=local,src=/c", "type=registry,ref=r/best"],
            CacheTo = ["type=local,dest=/c"],
            NoCache = true,
            CacheMountNamespace = "fresh",
        };

        Assert.AreEqual(
            """
            {"target":{"t0":{"context":"/x","dockerfile":"/tmp/copy/Dockerfile","target":"final","network":"none","no-cache":true,
            "platforms":["linux/amd64","linux/arm64"],"args":{"A":"","BUILDKIT_CACHE_MOUNT_NS":"fresh"},
            "contexts":{"base":"docker-image://x/base:1@sha256:b"},"labels":{"a.b":"1,2=3"},"tags":["x/app:1","x/app:2"],
            "secret":["id=token,env=TOKEN","id=key,\"src=/x/a,b.key\""],
            "cache-from":["type=registry,ref=r/best","type=local,src=/c"],
            "cache-to":["type=local,dest=/c"],"attest":["type=sbom","type=provenance,disabled=true"],"output":["type=image"]}}}
            """.ReplaceLineEndings(""),
            BakeFile.Write([request]).Replace("\\u0022", "\\\"", StringComparison.Ordinal));
    }

    [TestMethod]
    public void What_a_request_leaves_out_the_target_leaves_out()
    {
        var request = Requests.Of("/x/app.imageproj", "type=provenance,mode=min");

        Assert.AreEqual(
            """
            {"context":"/x","dockerfile":"/x/Dockerfile","tags":["x/app:1"],
            "attest":["type=provenance,mode=min"],"output":["type=image"]}
            """.ReplaceLineEndings(""),
            BakeFile.Target(request).ToJsonString());
    }

    [TestMethod]
    public void Targets_have_the_index_of_their_request_in_their_name()
    {
        var first = Requests.Of("/x/app.imageproj");

        var targets = Targets(first, first with { Output = "type=cacheonly" });

        CollectionAssert.AreEqual(new[] { "t0", "t1" }, targets.Select(target => target.Key).ToList());
        Assert.AreEqual("type=cacheonly", (string?)targets["t1"]!["output"]![0]);
    }

    [TestMethod]
    [DataRow("${X}", "$${X}")]
    [DataRow("$${X}", "$$${X}")]
    [DataRow("%{if}", "%%{if}")]
    [DataRow("%%{if}", "%%%{if}")]
    [DataRow("$%{if}", "$%%{if}")]
    [DataRow("%${X}", "%$${X}")]
    [DataRow("$X $$ % {} }${", "$X $$ % {} }$${")]
    public void Nothing_in_a_name_or_a_value_is_interpolated(string text, string expected)
    {
        var request = Requests.Of("/x/app.imageproj");
        request = request with
        {
            Plan = request.Plan with
            {
                BuildArguments = new(StringComparer.Ordinal) { ["A"] = text },
                Labels = new(StringComparer.Ordinal) { [text] = "v" },
                Tags = [text],
            },
            ContextDirectory = "/" + text,
        };

        var target = Targets(request)["t0"]!;

        Assert.AreEqual(expected, (string?)target["args"]!["A"]);
        Assert.AreEqual("v", (string?)target["labels"]![expected]);
        Assert.AreEqual(expected, (string?)target["tags"]![0]);
        Assert.AreEqual("/" + expected, (string?)target["context"]);
    }

    private static JsonObject Targets(params BuildxRequest[] requests) =>
        JsonNode.Parse(BakeFile.Write(requests))!["target"]!.AsObject();
}
