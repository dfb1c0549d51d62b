using ImageSdk.Core.Tests.Locking;
using ImageSdk.Storage;

namespace ImageSdk.Core.Tests.Storage;

/// <summary>A failed write says why, and leaves nothing.</summary>
[TestClass]
public sealed class AtomicFileTests
{
    [TestMethod]
    public void A_directory_that_is_a_file_is_what_the_error_tells()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("obj");

        var error = Assert.Throws<IOException>(() => AtomicFile.Write(Path.Combine(file, "plan.json"), "{}"));

        StringAssert.Contains(error.Message, Path.Combine(file, "plan.json"));
    }

    [TestMethod]
    public void A_directory_in_the_place_of_the_file_stays_and_no_temporary_file_does()
    {
        using var folder = new TemporaryFolder();
        var place = folder.Folder("plan.json");

        var error = Assert.Throws<IOException>(() => AtomicFile.Write(place, "{}"));

        StringAssert.Contains(error.Message, place);
        CollectionAssert.AreEqual(new[] { place }, Directory.GetFileSystemEntries(folder.Path));
    }
}
