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
    private readonly List<string> _others = [];

    [TestCleanup]
    public void Remove()
    {
        Directory.Delete(_parent, recursive: true);
        _others.ForEach(Directory.Delete);
    }

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

        _others.Add(instead);
        Assert.AreNotEqual(folder, instead);
        Assert.AreEqual(Mine, File.GetUnixFileMode(instead));
        Assert.IsNull(new DirectoryInfo(instead).LinkTarget);
    }

    private static void ChangeOwner(string folder)
    {
        using var chown = Process.Start("chown", ["12345", folder]);
        chown.WaitForExit();
        if (chown.ExitCode != 0) Assert.Inconclusive("Only root can give a folder away.");
    }
}
