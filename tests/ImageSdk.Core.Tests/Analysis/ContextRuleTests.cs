using ImageSdk.Analysis;
using ImageSdk.Core.Tests.Locking;

namespace ImageSdk.Core.Tests.Analysis;

/// <summary>What rules say about real folders, and which ignore files their fixes write.</summary>
[TestClass]
public sealed class ContextRuleTests
{
    [TestMethod]
    public void An_ignore_file_is_written_for_what_is_there_and_keeps_what_the_image_may_need()
    {
        using var tree = new TemporaryFolder();
        Write(tree, "Dockerfile", "FROM node:22\nCOPY . .\nRUN npm ci\n");
        Write(tree, "web/node_modules/a/index.js", "x");
        Write(tree, ".env", "A=b");
        Write(tree, "bin/start.sh", "x");

        var files = Fix(tree.Path, "Dockerfile", "IMG1307");

        Assert.AreEqual(
            "# What no image needs: a change in it would make COPY run again.\n**/.git\n**/__pycache__\n**/*.pyc\n**/.pytest_cache\n**/.mypy_cache\n**/.ruff_cache\n**/.DS_Store\n**/node_modules\n",
            files.Find(Path.Combine(tree.Path, ".dockerignore")));
    }

    [TestMethod]
    [DataRow(true, "", "**/bin/Debug **/bin/Release **/obj")]
    [DataRow(true, "obj/Release/a.image/image.plan.json bin/Release/a.image.json", "**/bin/Debug **/bin/Release **/obj")]
    [DataRow(true, "assets/obj/chair.mtl", "**/bin/Debug **/bin/Release")]
    [DataRow(true, "bin/Release/program", "**/obj")]
    [DataRow(false, "", "")]
    public void An_ignore_file_of_a_project_has_the_outputs_of_builds_unless_something_else_is_there(bool isProject, string files, string expected)
    {
        using var tree = new TemporaryFolder();
        Write(tree, "Dockerfile", "FROM debian:12\nCOPY . .\n");
        foreach (var file in files.Split(' ', StringSplitOptions.RemoveEmptyEntries)) Write(tree, file, "x");

        var fixedFiles = Fix(tree.Path, "Dockerfile", isProject ? Path.Combine(tree.Path, "images.lock.json") : "", ["IMG1307"]);

        var lines = fixedFiles.Find(Path.Combine(tree.Path, ".dockerignore"))!.Split('\n');
        Assert.AreEqual(expected, string.Join(' ', lines.Where(line => line.Contains("/obj", StringComparison.Ordinal) || line.Contains("/bin", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)));
    }

    [TestMethod]
    public void A_Dockerfile_elsewhere_gets_an_ignore_file_of_its_own_and_git_stays_where_the_build_asks_it()
    {
        using var tree = new TemporaryFolder();
        Write(tree, "docker/api.Dockerfile", "FROM debian:12\nCOPY . .\nRUN git describe > /version\n");

        var files = Fix(tree.Path, "docker/api.Dockerfile", "IMG1307");

        Assert.IsNull(files.Find(Path.Combine(tree.Path, ".dockerignore")));
        var written = files.Find(Path.Combine(tree.Path, "docker", "api.Dockerfile.dockerignore"));
        Assert.IsNotNull(written);
        Assert.DoesNotContain(".git", written);
    }

    [TestMethod]
    public void Lines_are_added_and_repaired_in_the_file_that_counts()
    {
        using var tree = new TemporaryFolder();
        Write(tree, "Dockerfile", "FROM python:3.12\nCOPY . .\n");
        Write(tree, ".dockerignore", "docs\r\n __pycache__\r\n!docs/api.md");
        Write(tree, ".git/HEAD", "x");
        Write(tree, "a/.mypy_cache/x", "x");

        var files = Fix(tree.Path, "Dockerfile", "IMG1308", "IMG1309");

        Assert.AreEqual("docs\r\n **/__pycache__\r\n!docs/api.md\r\n**/.git\r\n**/.mypy_cache\r\n", files.Find(Path.Combine(tree.Path, ".dockerignore")));
    }

    [TestMethod]
    public void A_binary_log_of_MSBuild_is_kept_out_unless_an_instruction_names_it()
    {
        using var tree = new TemporaryFolder();
        Write(tree, "Dockerfile", "FROM python:3.12\nCOPY . .\n");
        Write(tree, "Dockerfile.viewer", "FROM python:3.12\nCOPY . .\nCOPY a/msbuild.binlog /log\n");
        Write(tree, ".dockerignore", "**/.git\n");
        Write(tree, "msbuild.binlog", "x");
        Write(tree, "a/msbuild.binlog", "x");

        StringAssert.Contains(Analyze(tree.Path, "Dockerfile", "IMG1308").Single().Message, "2 files msbuild.binlog", StringComparison.Ordinal);
        Assert.AreEqual("**/.git\n**/*.binlog\n", Fix(tree.Path, "Dockerfile", "IMG1308").Find(Path.Combine(tree.Path, ".dockerignore")));
        Assert.IsNull(Analyze(tree.Path, "Dockerfile.viewer", "IMG1308").Single().Fix);
    }

    [TestMethod]
    public void Of_a_huge_folder_only_a_part_is_looked_at_and_nothing_beside_it_is_missed()
    {
        using var tree = new TemporaryFolder();
        Write(tree, "Dockerfile", "FROM python:3.12\nCOPY . .\n");
        Write(tree, ".dockerignore", "*.md\n");
        for (var i = 0; i < 6000; i++)
            Write(tree, $".git/objects/{i}", "");
        Write(tree, "a/b/c/.venv/pyvenv.cfg", "");
        Directory.CreateSymbolicLink(Path.Combine(tree.Path, "loop"), tree.Path);

        var finding = Analyze(tree.Path, "Dockerfile", "IMG1308").Single();

        StringAssert.Contains(finding.Message, ".git and a/b/c/.venv get into the build", StringComparison.Ordinal);
    }

    private static SourceFiles Fix(string folder, string dockerfile, params string[] codes) => Fix(folder, dockerfile, lockFile: "", codes);

    private static SourceFiles Fix(string folder, string dockerfile, string lockFile, string[] codes)
    {
        var input = InputOf(folder, dockerfile) with { LockFile = lockFile };
        FixApplier.Apply(input, [.. RuleCatalog.All.Where(rule => codes.Contains(rule.Descriptor.Code))]);
        return input.Files;
    }

    private static IReadOnlyList<Finding> Analyze(string folder, string dockerfile, string code) =>
        Analyzer.Analyze(InputOf(folder, dockerfile), RuleCatalog.All.Where(rule => rule.Descriptor.Code == code)).Findings;

    private static AnalysisInput InputOf(string folder, string dockerfile) => new() { Dockerfile = Path.Combine(folder, dockerfile), ContextDirectory = folder };

    private static void Write(TemporaryFolder tree, string path, string text)
    {
        var full = Path.Combine(tree.Path, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }
}
