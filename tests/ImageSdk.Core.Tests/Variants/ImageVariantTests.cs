using ImageSdk.Variants;

namespace ImageSdk.Core.Tests.Variants;

[TestClass]
public sealed class ImageVariantTests
{
    [TestMethod]
    [DataRow("", "", null)]
    [DataRow("cuda", "", null, DisplayName = "a project without variants is built the same for all")]
    [DataRow("cuda", "cpu;cuda", null)]
    [DataRow("CUDA", "cpu;cuda", null)]
    [DataRow("rocm", "cpu;cuda", "IMG6031")]
    [DataRow("cpu", "cpu;with space", "IMG0007")]
    [DataRow("cpu", "cpu;../up", "IMG0007")]
    [DataRow("cpu", "cpu;-x", "IMG0007")]
    public void A_project_has_the_variants_that_it_says(string name, string all, string? code) =>
        Assert.AreEqual(code, new ImageVariant(name, all.Split(';', StringSplitOptions.RemoveEmptyEntries)).Check("/r/asr.imageproj")?.Descriptor.Code);

    [TestMethod]
    [DataRow("cuda", "FROM a AS base\nFROM b AS Cuda\nFROM c\n", "cuda")]
    [DataRow("cpu", "FROM a AS base\nFROM b AS cuda\nFROM c\n", "")]
    [DataRow("", "FROM a AS base\n", "")]
    public void A_stage_is_the_variants_by_its_name(string name, string dockerfile, string stage)
    {
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        Assert.AreEqual("", new ImageVariant(name, []).FindStage(file), "Who builds says that it is not there.");
        File.WriteAllText(file, dockerfile);
        try
        {
            Assert.AreEqual(stage, new ImageVariant(name, []).FindStage(file));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [TestMethod]
    public void Variants_of_one_digest_are_named_together()
    {
        var found = ImageVariant.FindEqual("/r/asr.imageproj",
            [new("cpu", "sha256:1"), new("cuda", "sha256:2"), new("rocm", "sha256:1"), new("tpu", "sha256:1")]).Single();

        Assert.AreEqual("IMG6032", found.Descriptor.Code);
        StringAssert.Contains(found.Message, "cpu, rocm and tpu are the same image, sha256:1.");
    }
}
