using System.Text;
using ImageSdk.Diagnostics;
using ImageSdk.Generation;

namespace ImageSdk.Core.Tests.Generation;

/// <summary>A requirement file that pip decodes builds; another one is an error before pip stops at it.</summary>
[TestClass]
public sealed class RequirementEncodingTests
{
    private const string Project = """
        <Project>
          <PropertyGroup><ContainerBaseImage>python:3.11-slim</ContainerBaseImage></PropertyGroup>
          <ItemGroup><PipRequirements Include="requirements.txt" /></ItemGroup>
        </Project>
        """;

    [TestMethod]
    [DataRow("utf-16", "tqdm==4.66.4\n", 1, 1, "its text is UTF-16")]
    [DataRow("iso-8859-1", "tqdm==4.66.4\n# caf\u00E9\n", 2, 6, "not UTF-8 from here on")]
    public void A_file_that_pip_cannot_decode_is_an_error(string encoding, string text, int line, int column, string problem)
    {
        using var folder = new TemporaryProject(Project);
        File.WriteAllBytes(folder.Write("requirements.txt", ""), Encoding.GetEncoding(encoding).GetBytes(text));

        var error = Assert.ThrowsExactly<DiagnosticException>(() => DockerfileGenerator.Generate(DeclaredProject.Read(folder.File))).Diagnostics.Single();

        Assert.AreEqual(("IMG0014", line, column), (error.Descriptor.Code, error.Location.Line, error.Location.Column));
        StringAssert.Contains(error.Message, problem);
    }

    [TestMethod]
    [DataRow("utf-16", "\uFEFFtqdm==4.66.4\n")]
    [DataRow("iso-8859-1", "# -*- coding: latin-1 -*-\ntqdm==4.66.4 # caf\u00E9\n")]
    [DataRow("utf-8", "\uFEFFtqdm==4.66.4 # caf\u00E9\n")]
    public void A_file_that_says_its_encoding_is_installed(string encoding, string text)
    {
        using var folder = new TemporaryProject(Project);
        File.WriteAllBytes(folder.Write("requirements.txt", ""), Encoding.GetEncoding(encoding).GetBytes(text));

        Assert.Contains("pip install", DockerfileGenerator.Generate(DeclaredProject.Read(folder.File)).Text);
    }
}
