using ImageSdk.Analysis;
using ImageSdk.Analysis.Images;
using ImageSdk.Analysis.Requirements;
using ImageSdk.Dockerfiles;

namespace ImageSdk.Core.Tests.Analysis;

/// <summary>Whatever a Dockerfile says, an analysis ends, and its edits are inside the file.</summary>
[TestClass]
public sealed class FuzzTests
{
    /// <summary>The numbers of the files to try; <c>IMAGESDK_FUZZ=0..1000000</c> for a long run, which may be made in parts.</summary>
    private static readonly int[] Range = [.. (Environment.GetEnvironmentVariable("IMAGESDK_FUZZ") ?? "0..3000").Split("..").Select(int.Parse)];

    private static readonly string[] Pieces =
    [
        "\\\n", "\"", "'", "`", "$(", "<(", ")", "${", "}", "<<EOF\n", "EOF\n", "&&", "||", ";", "|", ">", "<", "#", "\n", "\r\n", " ", "RUN ", "FROM a\n", "if ", "fi", "(", "{",
        "case x in", "--mount=type=cache,target=", "apt-get install ", "pip install ", "-r r.txt ", "COPY . ", "==", ";", "@", "uid=", "[\"", "\"]", ",", "=", "\0", "é", "\U0001F600", "\uFEFF", "function ", "done", "$'",
    ];

    private static readonly ParentFacts[] Parents = [new("base", ["base"], new ImageFacts { AptListsFrom = "base", Environment = new Dictionary<string, string> { ["PIP_NO_CACHE_DIR"] = "1" } })];

    private static readonly FamilyMember[] Family = [new("child", new ImageFacts { AptListsNeeded = ["x"], CacheMounts = [new("child-pip", "/root/.cache/pip", "ubuntu:22.04")] })];

    [TestMethod]
    public void Mutated_files_are_analysed_and_fixed_without_a_failure()
    {
        var seeds = CorpusCase.ReadAll().Select(item => item.Text).ToList();
        Parallel.For(Range[0], Range[1], number =>
        {
            var random = new Random(number);
            var text = Mutate(seeds[random.Next(seeds.Count)], random);
            try
            {
                Check(text, fixesToo: number % 10 == 0);
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"Number {number}:\n{text}", e);
            }
        });
    }

    private static void Check(string text, bool fixesToo)
    {
        var files = new SourceFiles();
        files.Change("/x/Dockerfile", text);
        var input = new AnalysisInput { Dockerfile = "/x/Dockerfile", ContextDirectory = "/x", Files = files, Name = "x", Parents = Parents, Family = Family };
        foreach (var finding in Analyzer.Analyze(input).Findings)
        {
            var whole = new TextSpan(0, text.Length);
            Assert.IsTrue(whole.Contains(finding.Span) && finding.Message.Length > 0);
            Assert.IsTrue(finding.Fix?.Edits.All(edit => whole.Contains(edit.Span)) ?? true);
        }

        // A requirement file may say anything, too.
        foreach (var requirement in RequirementFile.Parse(new SourceText(text, "/x/r.txt")).Requirements)
            Assert.IsTrue(new TextSpan(0, text.Length).Contains(requirement.Span) && requirement.ToString().Length > 0);

        if (fixesToo)
            FixApplier.Apply(input, [.. RuleCatalog.All]);
    }

    private static string Mutate(string text, Random random)
    {
        for (var i = random.Next(1, 6); i > 0; i--)
        {
            var at = random.Next(text.Length + 1);
            var length = Math.Min(random.Next(12), text.Length - at);
            text = random.Next(4) switch
            {
                0 => text.Remove(at, length),
                1 => text.Insert(random.Next(text.Length + 1), text.Substring(at, length)),
                _ => text.Insert(at, Pieces[random.Next(Pieces.Length)]),
            };
        }

        return text;
    }
}
