using ImageSdk.Engine.Buildx;

namespace ImageSdk.Engine.Tests.Buildx;

[TestClass]
public sealed class BakeArgumentsTests
{
    [TestMethod]
    [DataRow("", "fleet", "bake --progress=rawjson --file=/b.json --metadata-file=/m.json --builder=fleet t0 t1")]
    [DataRow("none", "", "bake --progress=rawjson --file=/b.json --metadata-file=/m.json t0 t1")]
    [DataRow("host", "", "bake --progress=rawjson --file=/b.json --metadata-file=/m.json --allow=network.host t0 t1")]
    public void The_targets_come_last_and_only_the_network_of_the_host_is_allowed(string network, string builder, string expected)
    {
        var request = Requests.Of("/x/app.imageproj") with { Builder = builder };

        var other = request with { Plan = request.Plan with { Network = network } };

        var arguments = BakeArguments.For([request, other], "/b.json", "/m.json");

        Assert.AreEqual(expected, string.Join(' ', arguments));
    }
}
