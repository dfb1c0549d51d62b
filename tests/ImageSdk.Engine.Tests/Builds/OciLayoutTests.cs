using ImageSdk.Engine.Builds;
using ImageSdk.Engine.Tests.Infrastructure;

namespace ImageSdk.Engine.Tests.Builds;

[TestClass]
public sealed class OciLayoutTests
{
    [TestMethod]
    public void Those_that_nobody_holds_are_removed_and_never_the_last_one()
    {
        using var root = new TemporaryDirectory();
        var (last, unused, read) = (Make(root), Make(root), Make(root));
        using var beingMade = OciLayout.Create(root.FullName);
        using var beingRead = OciLayout.TryHold(read);

        OciLayout.RemoveOthers(root.FullName, last);

        CollectionAssert.AreEquivalent(new[] { last, beingMade.FullPath, read }, Directory.GetDirectories(root.FullName));
        Assert.IsNull(OciLayout.TryHold(unused));
    }

    private static string Make(TemporaryDirectory root)
    {
        using var layout = OciLayout.Create(root.FullName);
        return layout.FullPath;
    }
}
