using ImageSdk.Core.Tests.Locking;
using ImageSdk.Storage;

namespace ImageSdk.Core.Tests.Storage;

[TestClass]
public sealed class HeldDirectoryTests
{
    [TestMethod]
    public void Those_that_nobody_holds_are_removed_and_never_the_last_one()
    {
        using var root = new TemporaryFolder();
        var (last, unused, read) = (Make(root), Make(root), Make(root));
        using var beingMade = HeldDirectory.Create(root.Path);
        using var beingRead = HeldDirectory.TryHold(read);

        HeldDirectory.RemoveOthers(root.Path, last);

        CollectionAssert.AreEquivalent(new[] { last, beingMade.FullPath, read }, Directory.GetDirectories(root.Path));
        Assert.IsNull(HeldDirectory.TryHold(unused));
    }

    private static string Make(TemporaryFolder root)
    {
        using var held = HeldDirectory.Create(root.Path);
        return held.FullPath;
    }
}
