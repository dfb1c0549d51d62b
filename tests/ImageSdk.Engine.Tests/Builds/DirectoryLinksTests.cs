using ImageSdk.Engine.Builds;
using ImageSdk.Engine.Tests.Infrastructure;

namespace ImageSdk.Engine.Tests.Builds;

[TestClass]
public sealed class DirectoryLinksTests
{
    [TestMethod]
    public void A_link_leads_to_the_directory_and_its_path_has_nothing_that_buildx_would_take_apart()
    {
        using var root = new TemporaryDirectory();
        var links = new DirectoryLinks(Path.Combine(root.FullName, "links"), Path.Combine(root.FullName, "obj"));
        var directory = Directory.CreateDirectory(Path.Combine(root.FullName, "one@two:3")).FullName;

        var link = links.To(directory);

        Assert.AreEqual(directory, new DirectoryInfo(link).LinkTarget);
        Assert.IsFalse(link.AsSpan().ContainsAny('@', ':'));
        Assert.AreEqual(link, links.To(directory));
        links.Clean();
        Assert.IsFalse(Path.Exists(link));
    }

    [TestMethod]
    public void A_clean_removes_those_of_its_image_and_those_that_lead_nowhere()
    {
        using var root = new TemporaryDirectory();
        var folder = Path.Combine(root.FullName, "links");
        var (mine, others) = (new DirectoryLinks(folder, Path.Combine(root.FullName, "mine")), new DirectoryLinks(folder, Path.Combine(root.FullName, "others")));
        var (there, gone) = (Path.Combine(root.FullName, "there"), Path.Combine(root.FullName, "gone"));
        File.WriteAllText(Path.Combine(Directory.CreateDirectory(there).FullName, "file"), "");
        Directory.CreateDirectory(gone);
        string[] links = [mine.To(there), others.To(there), others.To(gone)];
        Directory.Delete(gone);

        mine.Clean();

        CollectionAssert.AreEqual(new[] { links[1] }, links.Where(l => new DirectoryInfo(l).LinkTarget is not null).ToArray());
        Assert.IsTrue(File.Exists(Path.Combine(there, "file")));
    }
}
