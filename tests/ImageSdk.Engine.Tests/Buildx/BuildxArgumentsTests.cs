using ImageSdk.Engine.Buildx;
using ImageSdk.Planning;

namespace ImageSdk.Engine.Tests.Buildx;

[TestClass]
public sealed class BuildxArgumentsTests
{
    [TestMethod]
    [DataRow("", "--provenance=false")]
    [DataRow("type=provenance,mode=min", "--attest=type=provenance,mode=min")]
    [DataRow("type=sbom", "--attest=type=sbom --provenance=false")]
    [DataRow("type=provenance,mode=max|type=sbom", "--attest=type=provenance,mode=max --attest=type=sbom")]
    public void There_is_no_provenance_but_what_the_plan_asks_for(string attestations, string expected)
    {
        var arguments = For(Requests.Of("/x/app.imageproj", attestations.Split('|', StringSplitOptions.RemoveEmptyEntries)));

        Assert.AreEqual(expected, string.Join(' ', arguments.Where(a => a.StartsWith("--attest", StringComparison.Ordinal) || a.Contains("provenance", StringComparison.Ordinal)).Distinct()));
    }

    [TestMethod]
    public void A_secret_is_named_and_its_path_is_quoted_as_buildx_reads_it()
    {
        var arguments = For(Requests.Of("/x/app.imageproj") with
        {
            Secrets = [new ImageSecret("token", "TOKEN", null), new ImageSecret("odd", "A,B", null), new ImageSecret("key", null, "/x/a,\"b\".key")],
        });

        CollectionAssert.Contains(arguments.ToList(), "--secret=id=token,env=TOKEN");
        CollectionAssert.Contains(arguments.ToList(), "--secret=id=odd,\"env=A,B\"");
        CollectionAssert.Contains(arguments.ToList(), "--secret=id=key,\"src=/x/a,\"\"b\"\".key\"");
    }

    [TestMethod]
    public void Everything_is_one_argument_with_its_option_and_the_context_is_last()
    {
        var arguments = For(Requests.Of("/x/app.imageproj") with { CacheFrom = ["type=local,src=/c"], NoCache = true, Builder = "fleet" });

        Assert.IsTrue(arguments.Skip(2).SkipLast(1).All(a => a.StartsWith("--", StringComparison.Ordinal)));
        Assert.AreEqual("/x", arguments[^1]);
        CollectionAssert.IsSubsetOf(new[] { "--builder=fleet", "--cache-from=type=local,src=/c", "--no-cache", "--tag=x/app:1" }, arguments.ToList());
    }

    [TestMethod]
    [DataRow("", "")]
    [DataRow("zstd", ",compression=zstd,oci-mediatypes=true")]
    public void The_place_of_a_layout_is_quoted_as_buildx_reads_it(string compression, string rest)
    {
        var plan = Requests.Of("/x/app.imageproj").Plan with { Compression = compression };

        Assert.AreEqual($"type=oci,tar=false,\"dest=/x/a,\"\"b\"\"/image.oci\"{rest}", BuildxOutput.OciLayout(plan, "/x/a,\"b\"/image.oci"));
        Assert.AreEqual($"type=image{rest}", BuildxOutput.Image(plan));
        Assert.AreEqual($"type=image,push=true,store=false{rest}", BuildxOutput.Push(plan));
    }

    private static IReadOnlyList<string> For(BuildxRequest request) => BuildxArguments.For(request, "/tmp/metadata.json");
}
