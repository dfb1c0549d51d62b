using System.Text.RegularExpressions;
using ImageSdk.Analysis.Commands;
using ImageSdk.Analysis.Images;
using ImageSdk.Analysis.Shell;
using ImageSdk.Diagnostics;

namespace ImageSdk.Analysis.Rules;

/// <summary>IMG1306: <c>git clone</c> of whatever a branch has.</summary>
internal sealed partial class CloneWithoutCommit() : Rule(
    "IMG1306", DiagnosticSeverity.Warning, "git clone without a commit", RolloutStep.Pinning)
{
    private static readonly HashSet<string> LongWithValue = new(StringComparer.Ordinal)
    {
        "branch", "depth", "config", "origin", "reference", "revision", "template", "jobs", "filter", "upload-pack",
        "separate-git-dir", "shallow-since", "git-dir", "work-tree",
    };

    private static readonly HashSet<string> Branches = new(StringComparer.Ordinal)
    {
        "main", "master", "develop", "development", "dev", "trunk", "HEAD", "stable", "latest", "nightly",
    };

    internal override IEnumerable<Finding> Analyze(AnalyzedImage image)
    {
        foreach (var run in image.Runs.Where(run => run.Script.IsComplete))
        {
            foreach (var line in run.Commands.Where(line => line.Program == "git"))
            {
                var (options, others, _) = Read(line);
                if (others is not [{ Value: "clone" } clone, var address, ..] || IsLocal(address.Value)
                    || options.Any(option => option.Name == "revision"))
                    continue;
                var branch = options.LastOrDefault(option => option.Name is "b" or "branch");
                if ((branch is not null && !Branches.Contains(branch.Value ?? "$"))
                    || run.Commands.SkipWhile(other => other != line).Skip(1).Any(ChoosesCommit)
                    || IsChosenLater(image, run, FolderOf(others)))
                {
                    continue;
                }

                yield return image.Find(this, clone.Span,
                    $"This takes what {(branch is null ? "the repository" : $"'{branch.Value}'")} has on the day of the build, "
                    + "and then keeps that layer for as long as the text stays the same: two machines build two "
                    + "images of one Dockerfile. Check out a commit in this RUN, or write ADD <address>#<commit> <folder>, "
                    + "which needs no git in the image.");
            }
        }
    }

    private static (List<CommandOption> Options, List<Word> Others, bool MayHaveMore) Read(CommandLine line) =>
        OptionReader.Read(line, line.Arguments, "cCbjou", LongWithValue);

    private static bool ChoosesCommit(CommandLine line) => line.Program == "git"
        && Read(line).Others is [{ Value: "checkout" or "reset" or "switch" or "fetch" or "apply" or "am" }, .. var rest]
        && !rest.Any(word => Branches.Contains(word.Value));

    /// <summary>
    /// Whether a later RUN checks out an exact commit or a version. Whatever the repository had on the day of the clone, the
    /// files are the same then.
    /// </summary>
    private static bool IsChosenLater(AnalyzedImage image, RunStep run, string folder) =>
        image.Stages.Where(stage => stage.Chain.Contains(run.Stage)).SelectMany(stage => stage.Runs)
        .SkipWhile(other => other != run).Skip(1)
        .Any(other =>
            other.Commands.Any(line =>
                IsExact(line) && FolderOf(other, line) is var place
                && (place.Length == 0 || folder.Length == 0 || place == folder)));

    private static bool IsExact(CommandLine line) => line.Program == "git"
        && Read(line).Others is [{ Value: "checkout" or "reset" or "switch" or "fetch" }, .. var rest]
        && rest.Any(word =>
            word.Value.Contains('$') ? !word.Value.Contains("$(", StringComparison.Ordinal) : Commit().IsMatch(word.Value));

    /// <summary>The name of the folder that a clone makes.</summary>
    private static string FolderOf(List<Word> clone)
    {
        var name = NameOf((clone.Count > 2 ? clone[2] : clone[1]).Value);
        return name.EndsWith(".git", StringComparison.Ordinal) ? name[..^4] : name;
    }

    /// <summary>The name of the folder that a command of git works in; empty where it is not known.</summary>
    private static string FolderOf(RunStep run, CommandLine line) =>
        Read(line).Options.FirstOrDefault(option => option.Name == "C")?.Value is { Length: > 0 } given ? NameOf(given)
        : run.Commands.TakeWhile(other => other != line)
        .LastOrDefault(other => other.Program is "cd" or "pushd") is { Arguments: [var folder, ..] } ? NameOf(folder.Value)
        : NameOf(run.State.WorkingDirectory);

    private static string NameOf(string path)
    {
        var name = path.TrimEnd('/')[(path.TrimEnd('/').LastIndexOfAny(['/', ':']) + 1)..];
        return name is "." || name.Contains('$') ? "" : name;
    }

    [GeneratedRegex(@"^[0-9a-f]{7,64}$|^(tags/)?v?\d+(\.\d+)+")]
    private static partial Regex Commit();

    private static bool IsLocal(string address) =>
        address.StartsWith('/') || address.StartsWith('.') || address.StartsWith("file:", StringComparison.Ordinal)
        || !address.Contains(':');
}
