using ImageSdk.Analysis;
using ImageSdk.Analysis.Images;

namespace ImageSdk.Core.Tests.Analysis;

/// <summary>The law of fixes: none of them creates a finding, neither in its own image nor in another one of the family. <see cref="CorpusTests"/> prove it for all fixes of one image.</summary>
[TestClass]
public sealed class FixLawTests
{
    private static readonly IReadOnlyList<CorpusCase> Cases = [.. CorpusCase.ReadAll()];

    [TestMethod]
    public void The_fixes_of_one_rule_create_no_finding()
    {
        var broken = new List<string>();
        foreach (var item in Cases)
        {
            foreach (var rule in Analyzer.Analyze(item.CreateInput()).Findings.Where(finding => finding.Fix is not null).Select(finding => finding.Descriptor.Code).Distinct())
            {
                var (before, after) = (item.CreateInput(), item.CreateInput());
                FixApplier.Apply(after, [RuleCatalog.All.Single(known => known.Descriptor.Code == rule)]);
                Compare($"{item}, fixes of {rule}\n{after.Files.Find(after.Dockerfile)}", before, after, broken);
            }
        }

        Assert.IsEmpty(broken, string.Join("\n\n", broken));
    }

    [TestMethod]
    public void The_fixes_of_a_family_create_no_finding()
    {
        var broken = new List<string>();
        foreach (var item in Cases.Where(item => item.Family().Count > 1))
            Fix(item.ToString(), item.Family(), broken);
        Assert.IsEmpty(broken, string.Join("\n\n", broken));
    }

    [TestMethod]
    public void The_fixes_of_images_of_several_distributions_create_no_finding()
    {
        var broken = new List<string>();
        foreach (var apt in (string[])["apt-get update && apt-get install -y curl git", "apt-get update && apt-get install -y python3-pip && rm -rf /var/lib/apt/lists/* /tmp/*"])
        {
            Fix(apt,
            [
                ("base", $"FROM debian:12\nENV PIP_NO_CACHE_DIR=1\nRUN {apt}\n"),
                ("other", $"FROM ubuntu:24.04\nRUN {apt}\n"),
                ("api", $"FROM base\nRUN {apt}\nRUN pip install --no-cache-dir fastapi==0.110.0\n"),
                ("worker", $"FROM base\nUSER app\nRUN ./install.sh\n"),
                ("alpine", "FROM python:3.12-alpine\nRUN pip install fastapi==0.110.0\n"),
            ], broken);
        }

        Assert.IsEmpty(broken, string.Join("\n\n", broken));
    }

    [TestMethod]
    public void The_fixes_of_a_solution_of_all_cases_create_no_finding()
    {
        var broken = new List<string>();
        foreach (var part in Cases.Where(item => item.Family().Count == 1).Chunk(50))
            Fix("all", [.. part.Select((item, index) => ($"{item.Code.ToLowerInvariant()}-{index}", item.Text))], broken);
        Assert.IsEmpty(broken, string.Join("\n\n", broken));
    }

    /// <summary>Fixes a solution as <c>-t:ImageFix</c> does, from facts that were read before anything is fixed, and looks at it again.</summary>
    private static void Fix(string title, IReadOnlyList<(string Name, string Text)> images, List<string> broken)
    {
        var before = Read(images.Select(image => (image.Name, image.Text)));
        var changed = Read(images.Select(image => (image.Name, image.Text)));
        foreach (var input in changed)
            FixApplier.Apply(input, [.. RuleCatalog.All]);
        var texts = changed.Select(input => (input.Name, input.Files.Find(input.Dockerfile)!)).ToList();
        foreach (var (one, other) in before.Zip(Read(texts)))
            Compare($"{title}: {one.Name}\n{string.Join('\n', texts.Where(text => text.Name == one.Name || images.Count < 10).Select(text => $"## {text.Name}\n{text.Item2}"))}", one, other, broken);
    }

    private static List<AnalysisInput> Read(IEnumerable<(string Name, string Text)> images)
    {
        var parents = new List<ParentFacts>();
        var inputs = new List<(AnalysisInput Input, ImageFacts Facts)>();
        foreach (var (name, text) in images)
        {
            var files = new SourceFiles(_ => []);
            files.Change($"/family/{name}/Dockerfile", text);
            var input = new AnalysisInput
            {
                Dockerfile = $"/family/{name}/Dockerfile", ContextDirectory = $"/family/{name}", Files = files, Name = name,
                Parents = [.. parents.Where(parent => parent.Name != name)],
            };
            var facts = Analyzer.Analyze(input, []).Facts;
            inputs.Add((input, facts));
            parents.Add(new ParentFacts(name, [name], facts));
        }

        return [.. inputs.Select(image => image.Input with
        {
            Family = [.. inputs.Where(other => other.Input.Name != image.Input.Name).Select(other => new FamilyMember(other.Input.Name, other.Facts))],
        })];
    }

    private static void Compare(string title, AnalysisInput before, AnalysisInput after, List<string> broken)
    {
        var (old, now) = (Count(before), Count(after));
        var created = now.Where(code => code.Value > old.GetValueOrDefault(code.Key)).ToList();
        if (created.Count > 0)
        {
            broken.Add($"{title}\n" + string.Join('\n', created.Select(code => $"{code.Key}: {old.GetValueOrDefault(code.Key)} -> {code.Value}"))
                + "\n" + string.Join('\n', Analyzer.Analyze(after).Findings.Where(finding => created.Exists(code => code.Key == finding.Descriptor.Code)).Select(finding => finding.Diagnostic)));
        }
    }

    private static Dictionary<string, int> Count(AnalysisInput input) =>
        Analyzer.Analyze(input).Findings.GroupBy(finding => finding.Descriptor.Code).ToDictionary(group => group.Key, group => group.Count());
}
