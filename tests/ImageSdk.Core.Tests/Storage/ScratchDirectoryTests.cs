using System.Runtime.Versioning;
using ImageSdk.Core.Tests.Locking;
using ImageSdk.Storage;

namespace ImageSdk.Core.Tests.Storage;

[TestClass]
[UnsupportedOSPlatform("windows")]
public sealed class ScratchDirectoryTests
{
    [TestMethod]
    public void Nobody_else_can_look_into_it_and_it_is_removed_with_its_files()
    {
        using var parent = new TemporaryFolder();
        string path;
        using (var scratch = ScratchDirectory.Create(parent.Path))
        {
            path = scratch.FullPath;
            File.WriteAllText(Path.Combine(path, "metadata.json"), "{}");
            Assert.AreEqual(
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.GetDirectoryName(path)!));
        }

        Assert.IsFalse(Directory.Exists(path));
    }

    [TestMethod]
    public void What_a_killed_process_left_is_removed_by_the_next_one_and_what_is_in_use_is_not()
    {
        using var parent = new TemporaryFolder();
        using var inUse = ScratchDirectory.Create(parent.Path);
        var left = Path.Combine(Path.GetDirectoryName(inUse.FullPath)!, "left");
        Directory.CreateDirectory(left);
        // A killed process leaves its files, and nobody has them open.
        foreach (var file in (string[])["in-use", "metadata.json"]) File.WriteAllText(Path.Combine(left, file), "");

        using var next = ScratchDirectory.Create(parent.Path);

        Assert.IsFalse(Directory.Exists(left));
        Assert.IsTrue(Directory.Exists(inUse.FullPath));
    }
}
