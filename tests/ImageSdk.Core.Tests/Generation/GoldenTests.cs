using ImageSdk.Analysis;
using ImageSdk.Core.Tests.Documentation;
using ImageSdk.Generation;

namespace ImageSdk.Core.Tests.Generation;

/// <summary>
/// What the SDK writes for a family, whole, to be read by eye. With <c>IMAGESDK_GOLDEN=write</c> the files are written instead of compared.
/// </summary>
[TestClass]
public sealed class GoldenTests
{
    private static readonly string Folder = Path.Combine(RepositoryFiles.Root, "tests", "ImageSdk.Core.Tests", "Generation", "Golden");

    private static IEnumerable<object[]> Projects =>
        Directory.EnumerateFiles(Folder, "*.imageproj", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(file => new object[] { Path.GetRelativePath(Folder, file) });

    [TestMethod]
    [DynamicData(nameof(Projects))]
    public void A_project_becomes_its_Dockerfile(string project)
    {
        var file = Path.Combine(Folder, project);
        var generated = DockerfileGenerator.Generate(DeclaredProject.Read(file));

        AssertIs(Path.ChangeExtension(file, ".Dockerfile"), generated.Text);
        AssertIs(Path.ChangeExtension(file, ".Dockerfile.dockerignore"), generated.IgnoreText);
    }

    [TestMethod]
    [DynamicData(nameof(Projects))]
    public void The_analysis_finds_nothing_in_it(string project)
    {
        var file = Path.Combine(Folder, project);
        var declaration = DeclaredProject.Read(file);
        var result = Analyzer.Analyze(new AnalysisInput
        {
            Dockerfile = Path.ChangeExtension(file, ".Dockerfile"),
            ContextDirectory = DockerfileGenerator.Generate(declaration).ContextDirectory,
            Parents = declaration.Parents,
        });

        // IMG1302 is about images that no restore has locked, as here.
        var findings = result.Findings.Where(finding => finding.Descriptor.Code != "IMG1302").ToList();
        Assert.IsEmpty(findings, string.Join('\n', findings.Select(finding => finding.Diagnostic)));
    }

    private static void AssertIs(string path, string text)
    {
        if (Environment.GetEnvironmentVariable("IMAGESDK_GOLDEN") == "write") File.WriteAllText(path, text);
        Assert.AreEqual(File.ReadAllText(path), text);
    }
}
