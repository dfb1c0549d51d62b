using ImageSdk.Analysis;
using ImageSdk.Records;

namespace ImageSdk.Core.Tests.Analysis;

[TestClass]
public sealed class RolloutPlanTests
{
    [TestMethod]
    public void A_plan_is_in_the_order_of_the_roll_out_and_counts_a_step_once()
    {
        var one = Lint("one", "RUN pip install --no-cache-dir fastapi==1\nRUN apt-get install curl", hasCache: true,
            new BuildStep("[1/3] FROM debian:12", 9, false), new BuildStep("[2/3] RUN pip install", 4, false), new BuildStep("[3/3] RUN apt-get install curl", 2, true));
        var two = Lint("two", "RUN pip install a>=2", hasCache: false, new BuildStep("[2/2] RUN pip install a>=2", 1.5, false));

        Assert.AreEqual(
            """
            all -> 7 findings in 2 of 3 images
              1. Caches of package managers: 4 findings, 4 fixed by -t:ImageFix; their steps took 5.5 s in the last builds
                 IMG1104 apt downloads without a cache mount: 1, 1 fixed by -t:ImageFix
                 IMG1108 pip downloads without a cache mount: 2, 2 fixed by -t:ImageFix
                 IMG1109 pip's cache is switched off: 1, 1 fixed by -t:ImageFix
              2. Requirements in tiers: 1 finding, 1 fixed by -t:ImageFix; their steps took 1.5 s in the last builds
                 IMG1201 The shell takes a version limit for a redirection: 1, 1 fixed by -t:ImageFix
              3. Cache in a registry: 1 image without one; set ContainerRegistry, and ImageCache to registry
              4. Content of layers, and how images run: 2 findings, 2 fixed by -t:ImageFix
                 IMG1101 apt installs recommended packages: 1, 1 fixed by -t:ImageFix
                 IMG1102 apt asks a question in a build: 1, 1 fixed by -t:ImageFix
            """,
            new RolloutPlan([one, two, Lint("three", "RUN true", hasCache: true)]).Describe("all"));
    }

    [TestMethod]
    public void Steps_are_found_by_stage_and_order_and_not_at_all_when_there_are_others()
    {
        const string Text = "WORKDIR /a\nRUN pip install --no-cache-dir a==1\nFROM debian:12 AS app\nCOPY --from=0 /a /a\nRUN pip install --no-cache-dir b==1\nRUN pip install --no-cache-dir c==1";
        BuildStep[] steps =
        [
            new("[app 4/4] RUN pip install --no-cache-dir c==1", 4, false), new("[app 3/4] RUN pip install --no-cache-dir b==1", 3, false),
            new("[stage-0 3/3] RUN pip install --no-cache-dir a==1", 2, false),
        ];

        Assert.AreEqual("0 3=2 app 3=3 app 4=4", Steps(Lint("x", Text, true, steps)));
        Assert.AreEqual("0 3=2", Steps(Lint("x", Text, true, [.. steps, new("[app 2/5] RUN of a trigger", 1, false)])));
        Assert.AreEqual("", Steps(Lint("x", Text, true)));

        static string Steps(LintedImage image) => string.Join(' ', image.Rules.Single(rule => rule.Code == "IMG1109").Steps.OrderBy(step => step.Key).Select(step => $"{step.Key}={step.Value}"));
    }

    [TestMethod]
    public void What_could_be_left_out_is_summed_over_images_and_not_over_rules()
    {
        LintedImage[] images = [new("a", [Rule("IMG1104", 3_000_000), Rule("IMG1108", 1_000_000)], null), new("b", [Rule("IMG1104", 500_000)], null)];

        StringAssert.Contains(new RolloutPlan(images).Describe("all"), "; 3.5 MB of files that could be left out\n", StringComparison.Ordinal);

        static LintedRule Rule(string code, long bytes) => new(code, 1, 0, bytes, new Dictionary<string, double>());
    }

    private static LintedImage Lint(string name, string text, bool hasCache, params BuildStep[] steps)
    {
        var files = new SourceFiles();
        files.Change("/x/Dockerfile", $"FROM debian:12\n{text}\n");
        var rules = RuleCatalog.All.Where(rule => rule.Descriptor.Code is "IMG1101" or "IMG1102" or "IMG1104" or "IMG1108" or "IMG1109" or "IMG1201");
        var findings = Analyzer.Analyze(new AnalysisInput { Dockerfile = "/x/Dockerfile", ContextDirectory = "/x", Files = files }, rules).Findings;
        var record = new ImageRecord { Name = name, Reference = name, Tags = [name], Digest = "", Platforms = [], PlanHash = "", Builder = "", Steps = steps };
        return LintedImage.Of(name, findings, hasCache, steps.Length == 0 ? null : record);
    }
}
