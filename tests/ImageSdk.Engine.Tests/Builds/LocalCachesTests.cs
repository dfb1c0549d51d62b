using ImageSdk.Engine.Builds;
using ImageSdk.Engine.Tests.Infrastructure;

namespace ImageSdk.Engine.Tests.Builds;

[TestClass]
public sealed class LocalCachesTests
{
    [TestMethod]
    [DataRow("type=local,src=/a b,mode=max")]
    [DataRow("type=local,\"src=/a,\"\"b\"\"\"")]
    [DataRow("type=local,src=/nowhere/ä")]
    [DataRow("type=registry,ref=x/y")]
    [DataRow("type=gha,scope=ä")]
    public void What_BuildKit_can_take_or_has_no_directory_stays(string option) => Assert.AreEqual(option, new LocalCaches(new DirectoryLinks("/links", "/project/obj")).Reachable(option));

    [TestMethod]
    public void A_path_that_is_not_ASCII_is_given_by_a_link_that_is_always_the_same()
    {
        using var directory = new TemporaryDirectory();
        var cache = Path.Combine(directory.FullName, "ä, \"b\"");
        var caches = new LocalCaches(new DirectoryLinks(Path.Combine(directory.FullName, "links"), Path.Combine(directory.FullName, "obj")));
        var dest = caches.Reachable($"type=local,\"dest={cache.Replace("\"", "\"\"", StringComparison.Ordinal)}\",mode=max");

        var link = dest.Split(',')[1]["dest=".Length..];
        File.WriteAllText(Path.Combine(link, "index.json"), "");

        Assert.AreEqual($"type=local,dest={link},mode=max", dest);
        Assert.IsTrue(File.Exists(Path.Combine(cache, "index.json")));
        Assert.IsTrue(link.All(char.IsAscii));
        Assert.AreEqual($"type=local,src={link}", caches.Reachable($"type=local,\"src={cache.Replace("\"", "\"\"", StringComparison.Ordinal)}\""));
    }
}
