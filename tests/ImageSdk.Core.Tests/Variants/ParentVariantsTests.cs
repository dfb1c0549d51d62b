using ImageSdk.Diagnostics;
using ImageSdk.Variants;

namespace ImageSdk.Core.Tests.Variants;

[TestClass]
public sealed class ParentVariantsTests
{
    [TestMethod]
    [DataRow("cpu;cuda", "", "", "cuda", "cuda", DisplayName = "the same variant")]
    [DataRow("cpu;CUDA", "", "", "cuda", "CUDA", DisplayName = "in the parent's spelling")]
    [DataRow("cpu;cuda", "", "cpu", "cuda", "cpu", DisplayName = "what the reference says")]
    [DataRow("cpu;cuda", "", "cpu", "", "cpu", DisplayName = "also of a project without variants")]
    [DataRow("cpu;cuda", "cuda", "", "cuda", null, DisplayName = "the parent is that variant for everybody")]
    [DataRow("cpu;cuda", "cuda", "cpu", "cuda", "cpu", DisplayName = "another than the parent is for everybody")]
    [DataRow("cpu;cuda", "cuda", "", "", null, DisplayName = "one for everybody leaves no choice")]
    [DataRow("cpu", "", "", "", null, DisplayName = "one variant leaves no choice")]
    [DataRow("", "", "", "cuda", null, DisplayName = "a parent without variants")]
    public void A_reference_takes(string all, string own, string wanted, string variant, string? expected) =>
        Assert.AreEqual(expected, new ParentVariants(Split(all), own).Choose("/r/asr.imageproj", "../base/base.imageproj", wanted, variant));

    [TestMethod]
    [DataRow("cpu;cuda", "", "rocm", "no variant 'rocm', only cpu and cuda")]
    [DataRow("cpu", "rocm", "cpu", "no variant 'rocm', only cpu.")]
    [DataRow("cpu;cuda", "", "", "ImageVariant=\"cpu\"")]
    [DataRow("", "cpu", "", "has no variants")]
    public void A_reference_that_cannot_be_followed_is_an_error_at_its_line(string all, string wanted, string variant, string text)
    {
        var project = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        File.WriteAllText(project, "<Project>\n <ItemGroup>\n  <ProjectReference Include=\"../other.imageproj\" />\n  <ProjectReference Include=\"../base.imageproj\" />\n </ItemGroup>\n</Project>");
        try
        {
            var error = Assert.ThrowsExactly<DiagnosticException>(() => new ParentVariants(Split(all), "").Choose(project, "../base.imageproj", wanted, variant)).Diagnostics.Single();

            Assert.AreEqual(("IMG6030", project, 4), (error.Descriptor.Code, error.Location.File, error.Location.Line));
            StringAssert.Contains(error.Message, text);
        }
        finally
        {
            File.Delete(project);
        }
    }

    private static string[] Split(string list) => list.Split(';', StringSplitOptions.RemoveEmptyEntries);
}
