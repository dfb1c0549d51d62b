using ImageSdk.Analysis;
using ImageSdk.Analysis.Images;

namespace ImageSdk.Core.Tests.Analysis;

/// <summary>Windows images have other paths, users and shells: rules about those of Linux say nothing of them.</summary>
[TestClass]
public sealed class WindowsTests
{
    private const string Careless = "COPY requirements.txt .\nRUN apt-get install curl\nRUN pip install --no-cache-dir fastapi\nRUN npm ci\nRUN curl https://x.test/x.sh | sh\nCMD python app.py\n";

    [TestMethod]
    [DataRow("FROM mcr.microsoft.com/windows/nanoserver:ltsc2022\n")]
    [DataRow("FROM mcr.microsoft.com/windows/servercore:ltsc2022\n")]
    [DataRow("FROM mcr.microsoft.com/windows:20H2\n")]
    [DataRow("FROM mcr.microsoft.com/dotnet/framework/aspnet:4.8\n")]
    [DataRow("FROM mcr.microsoft.com/dotnet/sdk:9.0-nanoserver-ltsc2022\n")]
    [DataRow("FROM python:3.12-windowsservercore-ltsc2022\n")]
    [DataRow("FROM --platform=windows/amd64 python:3.12\n")]
    [DataRow("# escape=`\nFROM python:3.12\n")]
    [DataRow("FROM mcr.microsoft.com/windows/servercore:ltsc2022 AS base\nFROM base\n")]
    [DataRow("FROM mcr.microsoft.com/windows/servercore:ltsc2022\nSHELL [\"bash\", \"-c\"]\n")]
    public void A_Windows_stage_has_no_finding_of_Linux(string from) => Assert.AreEqual("", CodesOf(from + Careless));

    [TestMethod]
    public void A_platform_of_the_build_counts_for_stages_without_one_of_their_own() => Assert.AreEqual("", CodesOf("FROM python:3.12\n" + Careless, "windows/amd64"));

    [TestMethod]
    public void A_child_of_a_Windows_project_is_a_Windows_image()
    {
        var parent = Analyzer.Analyze(InputOf("FROM --platform=windows/amd64 python:3.12\n"), []).Facts;
        var input = InputOf("FROM base\n" + Careless) with { Parents = [new ParentFacts("base", ["base"], parent)] };

        Assert.AreEqual("", string.Join(' ', Analyzer.Analyze(input).Findings.Select(finding => finding.Diagnostic)));
    }

    [TestMethod]
    public void Each_stage_is_looked_at_for_itself()
    {
        var codes = CodesOf("FROM --platform=linux/amd64 node:22 AS site\nRUN npm ci\nFROM mcr.microsoft.com/windows/nanoserver:ltsc2022\nCOPY --from=site /site C:/site\n" + Careless);

        Assert.AreEqual("IMG1111", codes);
    }

    [TestMethod]
    public void A_Linux_image_that_compiles_for_Windows_is_a_Linux_image() =>
        StringAssert.Contains(CodesOf("FROM dockcross/windows-static-x64\nRUN apt-get install curl\n"), "IMG1101", StringComparison.Ordinal);

    [TestMethod]
    public void What_holds_on_Windows_is_still_found() =>
        StringAssert.Contains(CodesOf("FROM mcr.microsoft.com/windows/nanoserver:latest\nADD https://x.test/a.exe C:/a.exe\nCMD [\"a\"]\n"), "IMG1301 IMG1304", StringComparison.Ordinal);

    [TestMethod]
    public void No_message_about_a_Windows_image_names_something_of_Linux()
    {
        string[] linux = ["--mount", "/root", "/var/", "/usr/", "/etc/", "apt-get", "rm -rf", "uid="];
        foreach (var item in CorpusCase.ReadAll())
        {
            var input = item.CreateInput() with { Platform = "windows/amd64" };
            foreach (var finding in Analyzer.Analyze(input).Findings.Where(_ => !item.Text.Contains("--platform", StringComparison.Ordinal) && input.Parents.Count == 0))
                Assert.IsFalse(linux.Any(word => finding.Message.Contains(word, StringComparison.Ordinal)), $"{item}: {finding.Diagnostic}");
        }
    }

    private static string CodesOf(string text, string platform = "linux/amd64") => string.Join(' ', Analyzer.Analyze(InputOf(text) with { Platform = platform }).Findings
        .Select(finding => finding.Descriptor.Code).Where(code => code != "IMG1302").Distinct().Order(StringComparer.Ordinal));

    private static AnalysisInput InputOf(string text)
    {
        var files = new SourceFiles(_ => []);
        files.Change("/w/Dockerfile", text);
        files.Change("/w/requirements.txt", "fastapi==0.110.0\n");
        return new AnalysisInput { Dockerfile = "/w/Dockerfile", ContextDirectory = "/w", Files = files };
    }
}
