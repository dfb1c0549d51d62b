using ImageSdk.Locking;

namespace ImageSdk.Core.Tests.Locking;

[TestClass]
public sealed class LockUserTests
{
    [TestMethod]
    [DataRow("asr.imageproj", "", false)]
    [DataRow("asr.imageproj", "cpu;cuda", true, DisplayName = "it has variants now")]
    [DataRow("asr.imageproj (cpu)", "cpu;cuda", false)]
    [DataRow("asr.imageproj (rocm)", "cpu;cuda", true, DisplayName = "a variant that it no longer has")]
    [DataRow("asr.imageproj (cpu)", "", true, DisplayName = "it has no variants any more")]
    [DataRow("other.imageproj (rocm)", "cpu", false, DisplayName = "of another project it is not known here")]
    [DataRow("gone.imageproj", "", true)]
    [DataRow("gone.imageproj (cpu)", "cpu", true)]
    [DataRow("file (1)", "cpu", false, DisplayName = "a project may be called so")]
    public void A_use_is_gone_with_its_project_or_its_variant(string user, string variants, bool gone)
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        foreach (var file in (string[])["asr.imageproj", "other.imageproj", "file (1)"]) File.WriteAllText(Path.Combine(folder, file), "");
        try
        {
            Assert.AreEqual(gone, LockUser.IsGone(user, folder, "asr.imageproj", variants.Split(';', StringSplitOptions.RemoveEmptyEntries)));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [TestMethod]
    public void A_variant_stands_behind_its_project()
    {
        Assert.AreEqual("asr/asr.imageproj", LockUser.Of("asr/asr.imageproj", ""));
        Assert.AreEqual("asr/asr.imageproj (cuda)", LockUser.Of("asr/asr.imageproj", "cuda"));
    }
}
