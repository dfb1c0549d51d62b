using System.Diagnostics;
using System.Runtime.Versioning;
using ImageSdk.Storage;

namespace ImageSdk.Core.Tests.Storage;

[TestClass]
[UnsupportedOSPlatform("windows")]
public sealed class PrivateFolderTests
{
    private const UnixFileMode Mine = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private readonly string _parent = Directory.CreateTempSubdirectory("imagesdk-private-").FullName;

    [TestCleanup]
    public void Remove() => Directory.Delete(_parent, recursive: true);

    [TestMethod]
    public void It_is_the_users_alone_and_the_same_every_time()
    {
        var folder = PrivateFolder.For(_parent, "test");

        Assert.AreEqual(_parent, Path.GetDirectoryName(folder));
        Assert.AreEqual(Mine, File.GetUnixFileMode(folder));
        Assert.AreEqual(folder, PrivateFolder.For(_parent, "test"));
        Assert.AreNotEqual(folder, PrivateFolder.For(_parent, "other"));
    }

    [TestMethod]
    [DataRow("opened to others")]
    [DataRow("a link")]
    [DataRow("a file")]
    [DataRow("another user's")]
    public void What_somebody_else_may_have_put_in_its_place_is_not_used(string what)
    {
        var folder = PrivateFolder.For(_parent, "test");
        Directory.Delete(folder);
        if (what == "a link")
        {
            Directory.CreateSymbolicLink(folder, Directory.CreateDirectory(Path.Combine(_parent, "elsewhere"), Mine).FullName);
        }
        else if (what == "a file")
        {
            File.WriteAllText(folder, "");
        }
        else
        {
            Directory.CreateDirectory(folder, Mine);
            if (what == "opened to others") File.SetUnixFileMode(folder, Mine | UnixFileMode.OtherWrite);
            else ChangeOwner(folder);
        }

        var instead = PrivateFolder.For(_parent, "test");

        Assert.AreNotEqual(folder, instead);
        Assert.AreEqual(instead, PrivateFolder.For(_parent, "test"), "Every process has to find the same one, or its locks keep nobody out.");
        Assert.AreEqual(Mine, File.GetUnixFileMode(instead));
        Assert.IsNull(new DirectoryInfo(instead).LinkTarget);
    }

    [TestMethod]
    public void One_that_others_could_only_read_is_closed_to_them()
    {
        var folder = PrivateFolder.For(_parent, "test");
        File.SetUnixFileMode(folder, Mine | UnixFileMode.GroupRead | UnixFileMode.OtherRead);

        Assert.AreEqual(folder, PrivateFolder.For(_parent, "test"));
        Assert.AreEqual(Mine, File.GetUnixFileMode(folder));
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public void One_below_a_directory_in_which_others_can_put_another_one_is_not_used()
    {
        var open = Directory.CreateDirectory(Path.Combine(_parent, "open")).FullName;
        var folder = Path.Combine(open, "data", "locks");
        Assert.IsTrue(PrivateFolder.TryAt(folder));

        File.SetUnixFileMode(open, Mine | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute);
        Assert.IsFalse(PrivateFolder.TryAt(folder));

        File.SetUnixFileMode(open, Mine | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute | UnixFileMode.StickyBit);
        Assert.IsTrue(PrivateFolder.TryAt(folder), "With the sticky bit, nobody else can rename what is in it.");
    }

    private static void ChangeOwner(string folder)
    {
        using var chown = Process.Start("chown", ["12345", folder]);
        chown.WaitForExit();
        if (chown.ExitCode != 0) Assert.Inconclusive("Only root can give a folder away.");
    }
}
