using ImageSdk.Storage;

namespace ImageSdk.Core.Tests.Storage;

[TestClass]
public sealed class FileOwnerTests
{
    private const uint Me = 1000;
    private const uint Another = 1001;
    private const uint Third = 1002;

    [TestMethod]
    [DataRow(Another, Me, Me, "/tmp/Directory.Build.props", true)]
    [DataRow(Another, Me, Me, "/tmp/family/images.lock.json", false, DisplayName = "in the repository")]
    [DataRow(Another, Me, null, "/tmp/family/images.lock.json", true, DisplayName = "without a repository, above the project")]
    [DataRow(Another, Me, null, "/tmp/family/asr/images.lock.json", false, DisplayName = "without a repository, beside the project")]
    [DataRow(Another, Me, Another, "/tmp/family/images.lock.json", true, DisplayName = "a repository that the other user made around it")]
    [DataRow(Another, Me, 0u, "/tmp/family/images.lock.json", false, DisplayName = "root's repository")]
    [DataRow(Me, Me, Me, "/tmp/Directory.Build.props", false)]
    [DataRow(0u, Me, Me, "/tmp/Directory.Build.props", false, DisplayName = "root's")]
    [DataRow(Another, Another, Another, "/tmp/Directory.Build.props", false, DisplayName = "a container that builds another user's tree")]
    [DataRow(Third, Another, Another, "/tmp/Directory.Build.props", true, DisplayName = "a third user's")]
    [DataRow(null, Me, Me, "/tmp/Directory.Build.props", false, DisplayName = "not there")]
    public void A_file_above_the_repository_is_foreign_when_neither_the_user_nor_root_nor_the_owner_of_the_project_owns_it(
        uint? owner, uint project, uint? repository, string file, bool expected)
    {
        uint? OwnerOf(string path) => path == file ? owner
            : path == "/tmp/family/asr/asr.imageproj" ? project
            : path == "/tmp/family/.git" ? repository
            : null;

        Assert.AreEqual(expected, FileOwner.IsForeign(file, "/tmp/family/asr/asr.imageproj", Me, OwnerOf));
    }
}
