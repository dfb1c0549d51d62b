using ImageSdk.Analysis.Commands;
using ImageSdk.Analysis.Images;
using ImageSdk.Analysis.Shell;
using ImageSdk.Diagnostics;

namespace ImageSdk.Analysis.Rules;

/// <summary>IMG1306: <c>git clone</c> of whatever a branch has.</summary>
internal sealed class CloneWithoutCommit() : Rule(
    "IMG1306", DiagnosticSeverity.Warning, "git clone without a commit", RolloutStep.Pinning)
{
    private static readonly HashSet<string> LongWithValue = new(StringComparer.Ordinal)
    {
        "branch", "depth", "config", "origin", "reference", "revision", "template", "jobs", "filter", "upload-pack", "separate-git-dir", "shallow-since", "git-dir", "work-tree",
    };

    private static readonly HashSet<string> Branches = new(StringComparer.Ordinal) { "main", "master", "develop", "development", "dev", "trunk", "HEAD", "stable", "latest", "nightly" };

    internal override IEnumerable<Finding> Analyze(AnalyzedImage image)
    {
        foreach (var run in image.Runs.Where(run => run.Script.IsComplete))
        {
            foreach (var line in run.Commands.Where(line => line.Program == "git"))
            {
                var (options, others, _) = Read(line);
                if (others is not [{ Value: "clone" } clone, var address, ..] || IsLocal(address.Value) || options.Any(option => option.Name == "revision"))
                    continue;
                var branch = options.LastOrDefault(option => option.Name is "b" or "branch");
                if ((branch is not null && !Branches.Contains(branch.Value ?? "$")) || run.Commands.SkipWhile(other => other != line).Skip(1).Any(ChoosesCommit))
                    continue;
                yield return image.Find(this, clone.Span,
                    $"This takes what {(branch is null ? "the repository" : $"'{branch.Value}'")} has on the day of the build, and then keeps that layer for as long as the text stays the same: two machines build two "
                    + "images of one Dockerfile. Check out a commit in this RUN, or write ADD <address>#<commit> <folder>, which needs no git in the image.");
            }
        }
    }

    private static (List<CommandOption> Options, List<Word> Others, bool MayHaveMore) Read(CommandLine line) => OptionReader.Read(line, line.Arguments, "cCbjou", LongWithValue);

    private static bool ChoosesCommit(CommandLine line) => line.Program == "git"
        && Read(line).Others is [{ Value: "checkout" or "reset" or "switch" or "fetch" or "apply" or "am" }, .. var rest] && !rest.Any(word => Branches.Contains(word.Value));

    private static bool IsLocal(string address) => address.StartsWith('/') || address.StartsWith('.') || address.StartsWith("file:", StringComparison.Ordinal) || !address.Contains(':');
}
