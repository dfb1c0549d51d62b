using ImageSdk.Planning;

namespace ImageSdk.Core.Tests.Planning;

/// <summary>The names that a project gives to its image, as the target <c>_DefineImage</c> makes them.</summary>
[TestClass]
public sealed class OtherImageTests
{
    [TestMethod]
    [DataRow("", "localhost:5000/x/base:latest localhost:5000/x/base:1-cuda", "x/base:latest x/base:1-cuda base")]
    [DataRow("cuda", "localhost:5000/x/base:cuda localhost:5000/x/base:1-cuda", "x/base:cuda x/base:1-cuda base localhost:5000/x/base:latest localhost:5000/x/base:1-cuda x/base:latest x/base:1-cuda")]
    [DataRow("cpu", "localhost:5000/x/base:cpu localhost:5000/x/base:1-cuda-cpu", "x/base:cpu x/base:1-cuda-cpu base localhost:5000/x/base:latest localhost:5000/x/base:1-cuda x/base:latest x/base:1-cuda")]
    public void Has_full_tags_and_shorter_names(string variant, string tags, string names)
    {
        var image = OtherImage.Create("/tree/base/Base.imageproj", variant, "localhost:5000", "x/base", ["latest", "1-cuda"], []);

        Assert.AreEqual(tags, string.Join(' ', image.Tags));
        Assert.AreEqual($"{tags} {names}", string.Join(' ', image.Names));
    }

    [TestMethod]
    public void Has_tags_without_a_registry_and_tags_of_items()
    {
        var image = OtherImage.Create("/tree/base/base.imageproj", "", "", "base", ["latest"], ["ghcr.io/x/base:1"]);

        Assert.AreEqual("base:latest ghcr.io/x/base:1", string.Join(' ', image.Tags));
    }
}
