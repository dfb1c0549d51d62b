using ImageSdk.Diagnostics;
using ImageSdk.Generation;

namespace ImageSdk.Core.Tests.Generation;

/// <summary>Paths in requirement files are bound into the RUN that reads them, or reported at their line: pip runs in the image.</summary>
[TestClass]
public sealed class LocalRequirementTests
{
    private const string WithBase = "<PropertyGroup><ContainerBaseImage>python:3.11-slim</ContainerBaseImage></PropertyGroup>";

    [TestMethod]
    [DataRow("./wheels/a-1-py3-none-any.whl", "wheels/a-1-py3-none-any.whl", true)]
    [DataRow("wheels/a-1-py3-none-any.whl[more] ; python_version > '3'", "wheels/a-1-py3-none-any.whl", true)]
    [DataRow("--find-links ./wheels", "wheels/a-1-py3-none-any.whl wheels/b-1.tar.gz", false)]
    [DataRow("-f wheels", "wheels/a-1-py3-none-any.whl wheels/b-1.tar.gz", false)]
    [DataRow("-r sub/x.txt", "sub/x.txt", false)]
    [DataRow("-c constraints.txt", "constraints.txt", false)]
    [DataRow("--extra-index-url https://pypi.example.com/simple", "", false)]
    [DataRow("a @ https://example.com/a-1-py3-none-any.whl", "", false)]
    [DataRow("/wheels/a.whl", "", false)]
    [DataRow("file:///opt/a.whl", "", false)]
    [DataRow("${WHEELS}/a.whl", "", false)]
    public void What_can_be_bound_is_bound_where_the_line_says(string line, string bound, bool startsInDirectory)
    {
        using var folder = Folder(line);

        var text = DockerfileGenerator.Generate(DeclaredProject.Read(folder.File)).Text;

        foreach (var file in bound.Split(' ', StringSplitOptions.RemoveEmptyEntries).Append("requirements.txt"))
            Assert.Contains($"--mount=type=bind,source={file},target=/run/requirements/{file}", text);
        Assert.AreEqual(1 + bound.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length, text.Split("--mount=type=bind,").Length - 1, text);
        Assert.AreEqual(startsInDirectory, text.Contains("cd /run/requirements && PYTHONDONTWRITEBYTECODE=1 pip install", StringComparison.Ordinal), text);
    }

    [TestMethod]
    public void A_wheelhouse_binds_them_where_it_builds_and_where_it_installs()
    {
        using var folder = Folder("./wheels/a-1-py3-none-any.whl", "<PropertyGroup><ImageWheelhouse>true</ImageWheelhouse></PropertyGroup>" + WithBase);

        var text = DockerfileGenerator.Generate(DeclaredProject.Read(folder.File)).Text;

        Assert.AreEqual(2, text.Split("source=wheels/a-1-py3-none-any.whl").Length - 1, text);
        Assert.Contains("cd /run/requirements && pip wheel", text);
        Assert.Contains("cd /run/requirements && PYTHONDONTWRITEBYTECODE=1 pip install", text);
    }

    [TestMethod]
    [DataRow("-e ./package[extra]", "Replace the line with the dependencies of the package")]
    [DataRow("./package", "<ImageContent Include=\"package/**\" TargetPath=\"/src/package\" /> and <ImageRun Include=\"pip install --no-deps /src/package\" At=\"AfterContent\" />.")]
    [DataRow("-e .", "'.' is a directory without a Python package")]
    [DataRow("./wheels", "'./wheels' is a directory without a Python package")]
    [DataRow("../elsewhere", "'../elsewhere' does not exist: there is no ")]
    [DataRow("./wheels/none.whl", "'./wheels/none.whl' does not exist: there is no FOLDER/wheels/none.whl. Correct")]
    [DataRow("-e ./none", "'./none' does not exist: there is no FOLDER/none. Correct")]
    [DataRow("--find-links ./wheelz", "'./wheelz' does not exist: there is no FOLDER/wheelz. Correct")]
    [DataRow("file:wheels/a-1-py3-none-any.whl", "Write ./wheels/a-1-py3-none-any.whl instead.")]
    [DataRow("-e ./wheels/a-1-py3-none-any.whl", "Leave -e out")]
    [DataRow("file://FOLDER/wheels/a-1-py3-none-any.whl", "Write ./wheels/a-1-py3-none-any.whl instead.")]
    [DataRow("a @ file://FOLDER/wheels/a-1-py3-none-any.whl", "Write ./wheels/a-1-py3-none-any.whl instead.")]
    [DataRow("FOLDER/wheels/a-1-py3-none-any.whl", "Write ./wheels/a-1-py3-none-any.whl instead.")]
    [DataRow("--find-links FOLDER/wheels", "Write ./wheels instead.")]
    [DataRow("--find-links file://FOLDER/wheels", "Write ./wheels instead.")]
    [DataRow("-r file://FOLDER/sub/x.txt", "Write ./sub/x.txt instead.")]
    [DataRow("-r file:sub/x.txt", "Write ./sub/x.txt instead.")]
    public void What_pip_cannot_find_is_reported_at_its_line_with_what_to_write(string line, string message)
    {
        using var folder = Folder(line);

        var problem = Assert.ThrowsExactly<DiagnosticException>(() => DockerfileGenerator.Generate(DeclaredProject.Read(folder.File))).Diagnostics.Single();

        Assert.AreEqual(("IMG6009", "requirements.txt", 2), (problem.Descriptor.Code, Path.GetFileName(problem.Location.File), problem.Location.Line), problem.ToString());
        StringAssert.Contains(problem.Message, message.Replace("FOLDER", Path.GetDirectoryName(folder.File), StringComparison.Ordinal));
    }

    [TestMethod]
    public void A_project_that_installs_itself_lists_its_dependencies()
    {
        using var folder = Folder("-e .");
        folder.Write("pyproject.toml", "");

        var problem = Assert.ThrowsExactly<DiagnosticException>(() => DockerfileGenerator.Generate(DeclaredProject.Read(folder.File))).Diagnostics.Single();

        StringAssert.Contains(problem.Message, "Replace the line with the dependencies of the package");
        StringAssert.Contains(problem.Message, "<ImageContent Include=\"pyproject.toml;**/*.py\"");
    }

    [TestMethod]
    [DataRow("-r none.txt", "requirements.txt", 2, "The requirement file 'none.txt' does not exist: there is no FOLDER/none.txt.")]
    [DataRow("-r sub/deep.txt", "deep.txt", 2, "The requirement file '../none.txt' does not exist: there is no FOLDER/none.txt.")]
    [DataRow("-c sub", "requirements.txt", 2, "FOLDER/sub is a directory.")]
    public void A_missing_requirement_file_is_reported_at_the_line_that_names_it(string line, string file, int number, string message)
    {
        using var folder = Folder(line);
        folder.Write("sub/deep.txt", "-r x.txt\n-c ../none.txt\n");

        var problem = Assert.ThrowsExactly<DiagnosticException>(() => DockerfileGenerator.Generate(DeclaredProject.Read(folder.File))).Diagnostics.Single();

        Assert.AreEqual(("IMG6003", file, number), (problem.Descriptor.Code, Path.GetFileName(problem.Location.File), problem.Location.Line), problem.ToString());
        StringAssert.Contains(problem.Message, message.Replace("FOLDER", Path.GetDirectoryName(folder.File), StringComparison.Ordinal));
    }

    /// <summary>The parent's working directory can have them, so only what is of this tree is certainly missed.</summary>
    [TestMethod]
    [DataRow("./missing.whl", "")]
    [DataRow("-e .", "")]
    [DataRow("-e ./package", "IMG6009")]
    public void On_a_parent_only_what_is_here_is_reported(string line, string expected)
    {
        using var folder = Folder(line, """<ItemGroup><ProjectReference Include="parent.imageproj" /></ItemGroup>""");

        var found = "";
        try
        {
            DockerfileGenerator.Generate(DeclaredProject.Read(folder.File));
        }
        catch (DiagnosticException e)
        {
            found = e.Diagnostics.Single().Descriptor.Code;
        }

        Assert.AreEqual(expected, found);
    }

    private static TemporaryProject Folder(string line, string content = WithBase)
    {
        var folder = new TemporaryProject($"""<Project>{content}<ItemGroup><PipRequirements Include="requirements.txt" /></ItemGroup></Project>""");
        var root = Path.GetDirectoryName(folder.File)!;
        folder.Write("requirements.txt", $"tqdm==4.66.4\n{line.Replace("FOLDER", root, StringComparison.Ordinal)}\n");
        folder.Write("wheels/a-1-py3-none-any.whl", "");
        folder.Write("wheels/b-1.tar.gz", "");
        folder.Write("wheels/notes.txt", "");
        folder.Write("sub/x.txt", "srt==3.5.3\n");
        folder.Write("constraints.txt", "srt==3.5.3\n");
        folder.Write("package/pyproject.toml", "");
        return folder;
    }
}
