using ImageSdk.Locking;

namespace ImageSdk.Core.Tests.Locking;

[TestClass]
public sealed class LockFileLocationTests
{
    [TestMethod]
    [DataRow("a/images.lock.json images.lock.json a/b/Directory.Build.props", "a/images.lock.json")]
    [DataRow("images.lock.json a/b/c/Directory.Build.props a/b/c/x.sln", "images.lock.json")]
    [DataRow("a/Directory.Build.props a/b/x.slnx Directory.Build.props", "a/images.lock.json")]
    [DataRow("a/x.sln x.slnx", "a/images.lock.json")]
    [DataRow("x.slnx a/x.slnf a/x.sln.bak", "images.lock.json")]
    [DataRow("a/b/c/c.imageproj", "a/b/c/images.lock.json")]
    public void The_lock_is_found_upward_or_belongs_where_the_family_begins(string files, string expected)
    {
        using var folder = new TemporaryFolder();
        foreach (var file in files.Split(' '))
            folder.File(file);

        var found = LockFileLocation.Find(folder.Folder("a/b/c"));

        Assert.AreEqual(Path.Combine(folder.Path, expected.Replace('/', Path.DirectorySeparatorChar)), found);
    }

    [TestMethod]
    [DataRow("images.lock.json", "base/base.imageproj", "base/base.imageproj")]
    [DataRow("locks/images.lock.json", "base/base.imageproj", "../base/base.imageproj")]
    [DataRow("images.lock.json", "./a/../base.imageproj", "base.imageproj")]
    public void A_project_is_named_from_the_folder_of_the_lock(string lockFile, string project, string expected)
    {
        using var folder = new TemporaryFolder();

        Assert.AreEqual(
            expected, LockFileLocation.ProjectPath(Path.Combine(folder.Path, lockFile), Path.Combine(folder.Path, project)));
    }
}
