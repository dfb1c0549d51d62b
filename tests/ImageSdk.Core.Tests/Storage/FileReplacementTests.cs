using System.Runtime.Versioning;
using ImageSdk.Core.Tests.Locking;
using ImageSdk.Storage;

namespace ImageSdk.Core.Tests.Storage;

/// <summary>Several files are replaced, or none of them.</summary>
[TestClass]
[SupportedOSPlatform("linux")]
public sealed class FileReplacementTests : IDisposable
{
    private const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void All_files_are_replaced_and_keep_their_permissions()
    {
        File.SetUnixFileMode(_folder.File("one", "old"), Mode);

        FileReplacement.Write([(PathOf("one"), "old", "new"), (PathOf("two"), null, "made")]);

        Assert.AreEqual("one=new two=made", Content());
        Assert.AreEqual(Mode, File.GetUnixFileMode(PathOf("one")));
    }

    [TestMethod]
    public void No_file_changes_when_one_of_them_is_read_only()
    {
        _folder.File("one", "old");
        File.SetUnixFileMode(_folder.File("two", "old"), UnixFileMode.UserRead);

        AssertFails("two", (PathOf("one"), "old", "new"), (PathOf("two"), "old", "new"), (PathOf("three"), null, "made"));

        Assert.AreEqual("one=old two=old", Content());
    }

    /// <summary>That is known only when a file has been renamed already: a directory does not keep a file from being written beside it.</summary>
    [TestMethod]
    public void Files_are_put_back_when_a_directory_takes_the_place_of_a_later_one()
    {
        File.SetUnixFileMode(_folder.File("one", "old"), Mode);
        _folder.File("three/file", "inner");

        AssertFails("three", (PathOf("one"), "old", "new"), (PathOf("two"), null, "made"), (PathOf("three"), null, "made"));

        Assert.AreEqual("one=old three/file=inner", Content());
        Assert.AreEqual(Mode, File.GetUnixFileMode(PathOf("one")));
    }

    /// <summary>Without room nothing could be put back either, so nothing may have been renamed.</summary>
    [TestMethod]
    public void No_file_changes_when_a_later_one_has_no_place_to_be_written_to()
    {
        _folder.File("one", "old");

        AssertFails("gone/two", (PathOf("one"), "old", "new"), (PathOf("gone/two"), null, "made"));

        Assert.AreEqual("one=old", Content());
    }

    private string PathOf(string name) => Path.Combine(_folder.Path, name);

    private void AssertFails(string name, params (string Path, string? Before, string After)[] files)
    {
        var inode = InodeOf(files[0].Path);
        var error = Assert.Throws<FileReplacementException>(() => FileReplacement.Write(files));

        Assert.AreEqual(PathOf(name), error.Path);
        Assert.IsEmpty(error.Changed);
        if (name is not "three") Assert.AreEqual(inode, InodeOf(files[0].Path), "The first file was renamed although a later one could not be written.");
    }

    private static ulong InodeOf(string file)
    {
        Assert.IsTrue(new Contexts.FileStampReader(Path.GetDirectoryName(file)!).TryRead(Path.GetFileName(file), out var stamp));
        return stamp.Inode;
    }

    private string Content() => string.Join(' ', Directory.EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal).Select(file => $"{Path.GetRelativePath(_folder.Path, file)}={File.ReadAllText(file)}"));
}
