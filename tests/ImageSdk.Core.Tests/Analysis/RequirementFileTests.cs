using ImageSdk.Analysis;
using ImageSdk.Analysis.Images;
using ImageSdk.Analysis.Requirements;
using ImageSdk.Dockerfiles;

namespace ImageSdk.Core.Tests.Analysis;

/// <summary>Requirement files are read as pip reads them.</summary>
[TestClass]
public sealed class RequirementFileTests
{
    [TestMethod]
    [DataRow("numpy==1.26.4", "numpy|==1.26.4|||")]
    [DataRow("Zope.Interface [a, b] >= 5 , < 6 ; python_version >= '3.8'", "Zope.Interface|>=5,<6||python_version >= '3.8'|")]
    [DataRow("tool @ https://example.com/tool-1.0.zip ; os_name == 'posix'", "tool||https://example.com/tool-1.0.zip|os_name == 'posix'|")]
    [DataRow("git+https://github.com/a/b.git@v1#egg=b", "b||git+https://github.com/a/b.git@v1#egg=b||")]
    [DataRow("./local/folder", "||./local/folder||")]
    [DataRow("wheels/x-1.0-py3-none-any.whl", "||wheels/x-1.0-py3-none-any.whl||")]
    [DataRow("-e ./tool", "||./tool||")]
    [DataRow("numpy (==1.26.*)", "numpy|==1.26.*|||")]
    [DataRow("a==1 \\\n    --hash=sha256:00 \\\n    --hash=sha256:11\nb", "a|==1|||hashes b||||")]
    [DataRow("  # note\na#b\na # b", "a||||")]
    [DataRow("a \\\n# note\nb", "a|||| b||||")]
    [DataRow("a==1\r\nb==2\r\n", "a|==1||| b|==2|||")]
    [DataRow("!!\nnumpy 1.2\na==", "")]
    public void A_line_is_a_requirement(string text, string expected) => Assert.AreEqual(expected, string.Join(' ', RequirementFile.Parse(new SourceText(text, "r.txt")).Requirements
        .Select(r => $"{r.Name}|{r.Versions}|{r.Url}|{r.Marker}|{(r.HasHashes ? "hashes" : "")}")));

    [TestMethod]
    public void Options_have_their_long_names_and_values() => Assert.AreEqual(
        "requirement=a.txt constraint=b.txt index-url=https://x/ extra-index-url=https://y/ require-hashes=",
        string.Join(' ', RequirementFile.Parse(new SourceText("-r a.txt\n-cb.txt\n--index-url=https://x/ --extra-index-url https://y/\n--require-hashes", "r.txt")).Options
            .Select(option => $"{option.Name}={option.Value}")));

    [TestMethod]
    public void What_is_read_knows_its_place_also_on_continued_lines_and_after_a_byte_order_mark()
    {
        var source = new SourceText("\uFEFF# first\na==1 \\\n  --hash=sha256:00\n  numpy \\\n   >=2\n", "r.txt");

        var requirements = RequirementFile.Parse(source).Requirements;

        Assert.AreEqual("r.txt(2,1) r.txt(4,3)", string.Join(' ', requirements.Select(r => source.LocationAt(r.Span.Start))));
        Assert.AreEqual("numpy \\\n   >=2", source.Slice(requirements[1].Span));
    }

    [TestMethod]
    public void Files_are_read_once_and_relative_to_the_file_that_names_them()
    {
        var files = new Dictionary<string, string>
        {
            ["/app/r/all.txt"] = "-r base.txt\n-c ../limits.txt\n-r all.txt\nx\n",
            ["/app/r/base.txt"] = "-r /shared.txt\ny\n",
            ["/app/limits.txt"] = "Y==2\n",
            ["/shared.txt"] = "z\n",
        };
        var set = new RequirementSet(path => files.TryGetValue(path, out var text) ? new SourceText(text, path) : null);

        set.Add("/app/r/all.txt", isConstraints: false);

        Assert.AreEqual("x y z", string.Join(' ', set.Files.SelectMany(file => file.Requirements).Select(r => r.Name)));
        Assert.AreEqual("2", set.ConstrainedTo("y"));
        Assert.IsTrue(set.IsComplete);
        set.Add("/app/other.txt", isConstraints: false);
        Assert.IsFalse(set.IsComplete);
    }

    [TestMethod]
    [DataRow(">=1.2,<2", "1.2", true)]
    [DataRow(">=1.2,<2", "2.0", false)]
    [DataRow("~=1.4.2", "1.4.9", true)]
    [DataRow("~=1.4.2", "1.5.0", false)]
    [DataRow("==1.26.*", "1.26", true)]
    [DataRow("==1.26.*", "1.260", false)]
    [DataRow("!=1.0", "1.0.0", false)]
    [DataRow("==1.0", "1.0.0", true)]
    [DataRow("==2.4.0", "2.4.0+cpu", true)]
    [DataRow("==2.4.0+cu121", "2.4.0+cpu", false)]
    [DataRow(">=2.0rc1", "2.0", null)]
    [DataRow(">=1", "1.0.dev3", null)]
    [DataRow("", "1", true)]
    public void A_range_allows_versions(string range, string version, bool? allowed) => Assert.AreEqual(allowed, VersionRange.TryParse(range)!.Allows(version));

    [TestMethod]
    public void Facts_have_what_requirement_files_install_and_whose_it_is()
    {
        var files = new SourceFiles();
        files.Change("/x/req/a.txt", "numpy\nb==1\ndev==1 ; extra == 'dev'\n-c limits.txt\n");
        files.Change("/x/req/limits.txt", "numpy==1.26.4\n");
        files.Change("/x/Dockerfile", "FROM base\nENV PATH=/venv/bin:$PATH\nCOPY req/ /tmp/req/\nRUN pip install -r /tmp/req/a.txt 'c>=2'\n");
        var parent = new ImageFacts { PipPackages = new Dictionary<string, PipPackage> { ["b"] = new("==0", "") { IsOwn = true }, ["z"] = new("==0", "") { IsOwn = true } } };

        var facts = Analyzer.Analyze(
            new AnalysisInput { Dockerfile = "/x/Dockerfile", ContextDirectory = "/x", Files = files, Parents = [new ParentFacts("base", ["base"], parent)] }, []).Facts;

        Assert.AreEqual("b==1 /venv/bin True, c>=2 /venv/bin True, numpy==1.26.4 /venv/bin True, z==0  False",
            string.Join(", ", facts.PipPackages.Select(package => $"{package.Key}{package.Value.Versions} {package.Value.Environment} {package.Value.IsOwn}")));
        Assert.AreEqual("base", facts.Parent);
    }
}
