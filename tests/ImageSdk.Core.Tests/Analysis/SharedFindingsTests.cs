using ImageSdk.Analysis;
using ImageSdk.Analysis.Reports;

namespace ImageSdk.Core.Tests.Analysis;

/// <summary>What several images share is reported once.</summary>
[TestClass]
public sealed class SharedFindingsTests
{
    [TestMethod]
    public void Images_with_one_ignore_file_and_one_requirement_file_report_them_once()
    {
        var shared = new SharedFindings();

        var asr = Reported(shared, "asr", "FROM python:3.12\nCOPY . /app\nRUN pip install -r /app/requirements.txt\n");
        var mux = Reported(shared, "mux", "FROM python:3.12\nCOPY . /srv\nRUN pip install -r /srv/requirements.txt\n");

        CollectionAssert.AreEqual(new[] { ".dockerignore IMG1309", "asr.Dockerfile IMG1108", "requirements.txt IMG1203" }, asr);
        CollectionAssert.AreEqual(new[] { "mux.Dockerfile IMG1108" }, mux);
    }

    [TestMethod]
    public void Variants_of_one_image_report_its_Dockerfile_once_and_a_second_look_reports_the_same()
    {
        var shared = new SharedFindings();
        const string Dockerfile = "FROM python:3.12\nRUN pip install fastapi==0.1\n";

        Assert.AreEqual("asr.Dockerfile IMG1108", string.Join(',', Reported(shared, "asr", Dockerfile, "asr|cpu")));
        Assert.AreEqual("", string.Join(',', Reported(shared, "asr", Dockerfile, "asr|cuda")));
        Assert.AreEqual("asr.Dockerfile IMG1108", string.Join(',', Reported(shared, "asr", Dockerfile, "asr|cpu")));
    }

    private static List<string> Reported(SharedFindings shared, string name, string dockerfile, string? owner = null)
    {
        var files = new SourceFiles(_ => []);
        files.Change($"/x/{name}.Dockerfile", dockerfile);
        files.Change("/x/.dockerignore", "__pycache__\n");
        files.Change("/x/requirements.txt", "fastapi\n");
        var input = new AnalysisInput { Dockerfile = $"/x/{name}.Dockerfile", ContextDirectory = "/x", Files = files };
        var rules = RuleCatalog.All.Where(rule => rule.Descriptor.Code is "IMG1108" or "IMG1203" or "IMG1309");
        return [.. Analyzer.Analyze(input, rules).Findings.Where(finding => shared.IsOf(finding, owner ?? name))
            .Select(finding => $"{Path.GetFileName(finding.Source.Path)} {finding.Descriptor.Code}").Order(StringComparer.Ordinal)];
    }
}
