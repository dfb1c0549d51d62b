using System.Diagnostics;
using System.Runtime.Versioning;
using ImageSdk.Locking;

namespace ImageSdk.Core.Tests.Locking;

[TestClass]
[UnsupportedOSPlatform("windows")]
public sealed class LockFolderTests
{
    private const UnixFileMode Mine = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    [TestMethod]
    public void The_data_directory_comes_first_and_without_one_the_directory_for_temporary_files()
    {
        using var folder = new TemporaryFolder();
        var (data, temporary) = (folder.Folder("data"), folder.Folder("tmp"));

        Assert.AreEqual(Path.Combine(data, "ImageSdk", "locks"), LockFolder.Choose(data, temporary));
        Assert.AreEqual(temporary, Path.GetDirectoryName(LockFolder.Choose("", temporary)));
        Assert.AreEqual(temporary, Path.GetDirectoryName(LockFolder.Choose(folder.File("file"), temporary)));
    }

    [TestMethod]
    [DataRow(true, "another user's")]
    [DataRow(true, "open to others")]
    [DataRow(true, "a link")]
    [DataRow(false, "another user's")]
    [DataRow(false, "open to others")]
    [DataRow(false, "a link")]
    public void What_another_user_may_have_made_before_is_never_used(bool hasData, string what)
    {
        using var folder = new TemporaryFolder();
        var (data, temporary) = (folder.Folder("data"), folder.Folder("tmp"));
        var usual = LockFolder.Choose(hasData ? data : "", temporary);
        Directory.Delete(usual, recursive: true);
        if (what == "a link")
        {
            Directory.CreateSymbolicLink(usual, folder.Folder("elsewhere"));
        }
        else
        {
            Directory.CreateDirectory(usual, Mine);
            if (what == "open to others") File.SetUnixFileMode(usual, Mine | UnixFileMode.OtherWrite);
            else ChangeOwner(usual);
        }

        var chosen = LockFolder.Choose(hasData ? data : "", temporary);

        Assert.AreNotEqual(usual, chosen);
        Assert.AreEqual(temporary, Path.GetDirectoryName(chosen));
        Assert.AreEqual(Mine, File.GetUnixFileMode(chosen));
        Assert.AreEqual(chosen, LockFolder.Choose(hasData ? data : "", temporary), "All processes have to use one directory.");
    }

    private static void ChangeOwner(string directory)
    {
        using var chown = Process.Start("chown", ["12345", directory]);
        chown.WaitForExit();
        if (chown.ExitCode != 0) Assert.Inconclusive("Only root can give a directory away.");
    }
}
