using System.Text.RegularExpressions;
using ImageSdk.Analysis;
using ImageSdk.Analysis.Images;
using ImageSdk.Core.Tests.Documentation;
using ImageSdk.Dockerfiles;

namespace ImageSdk.Core.Tests.Analysis;

/// <summary>
/// A Dockerfile with what a rule says about it. A file <c>Corpus/CODE.Dockerfile</c> has the cases of a rule one after the other, each
/// begun by <c># case: what it shows</c>. Further lines of a case:
/// <list type="bullet">
/// <item><c># expect</c> before an instruction: the rule has a finding that starts in it; <c># expect 2</c>: two.</item>
/// <item><c># expect in requirements.txt:3</c>: it has one in that line of another file.</item>
/// <item><c># file NAME</c>, then lines that begin with <c>#|</c>: a file of the context.</item>
/// <item><c># file images.lock.json</c> is the project's lock; without it, there is no project.</item>
/// <item><c># size NAME BYTES</c>: a file of the context that is too large to be written here.</item>
/// <item><c># parent NAME</c>, then lines that begin with <c>#|</c>: the Dockerfile of a referenced project of that name.</item>
/// <item><c># holds 4096 /ID</c>: the builder says that a cache mount holds so many bytes.</item>
/// <item><c># sibling NAME</c>, likewise: the Dockerfile of another project of the solution, which has the same parents.</item>
/// <item><c># name NAME</c>: the project's own name; <c># platforms linux/amd64,linux/arm64</c>: what it is published for.</item>
/// </list>
/// What is not expected must not be found.
/// </summary>
internal sealed partial class CorpusCase
{
    /// <summary>Where the files are.</summary>
    public static readonly string CorpusFolder = Path.Combine(RepositoryFiles.Root, "tests", "ImageSdk.Core.Tests", "Analysis", "Corpus");

    private const string Folder = "/corpus";

    private CorpusCase(string code, string title, string text)
    {
        Code = code;
        Title = title;
        Text = text;
    }

    /// <summary>The rule's code.</summary>
    public string Code { get; }

    /// <summary>What it shows.</summary>
    public string Title { get; }

    /// <summary>The Dockerfile.</summary>
    public string Text { get; }

    /// <summary>Whether the rule finds something.</summary>
    public bool IsPositive => Expectation().IsMatch(Text);

    /// <summary>All cases, by code.</summary>
    public static IEnumerable<CorpusCase> ReadAll() =>
        Directory.EnumerateFiles(CorpusFolder, "IMG*.Dockerfile").Order(StringComparer.Ordinal).SelectMany(Read);

    /// <summary>The cases of a file.</summary>
    private static IEnumerable<CorpusCase> Read(string path)
    {
        var code = Path.GetFileNameWithoutExtension(path);
        foreach (var part in Beginning().Split(File.ReadAllText(path)).Skip(1))
        {
            var lineEnd = part.IndexOf('\n');
            yield return new CorpusCase(code, part[..lineEnd].Trim(), part[(lineEnd + 1)..]);
        }
    }

    /// <summary>The images of the case: its parents in order, itself, its siblings. The first line of each pair is the project's name.</summary>
    public IReadOnlyList<(string Name, string Text)> Family()
    {
        var others = Attachment().Matches(Text).Where(match => match.Groups["kind"].Value != "file").ToLookup(match => match.Groups["kind"].Value, match =>
            (match.Groups["name"].Value, string.Concat(match.Groups["line"].Captures.Select(line => line.Value + "\n"))));
        var own = Own().Match(Text) is { Success: true } name ? name.Groups["name"].Value : "own";
        return [.. others["parent"].Where(parent => parent.Item1 != own), (own, Text), .. others["sibling"]];
    }

    /// <summary>A new input, in which nothing was fixed yet.</summary>
    public AnalysisInput CreateInput()
    {
        var sizes = Sized().Matches(Text).ToDictionary(match => $"{Folder}/{match.Groups["name"].Value}", match => long.Parse(match.Groups["size"].Value, null));
        var files = new SourceFiles(folder => EntriesOf(folder, sizes));
        var parents = new List<ParentFacts>();
        var family = new List<FamilyMember>();
        foreach (Match match in Attachment().Matches(Text))
        {
            var content = string.Concat(match.Groups["line"].Captures.Select(line => line.Value + "\n"));
            var name = match.Groups["name"].Value;
            if (match.Groups["kind"].Value == "file")
                files.Change($"{Folder}/{name}", content);
            else if (match.Groups["kind"].Value == "sibling")
                family.Add(new FamilyMember(name, FactsOf(name, content, parents)));
            else
                parents.Add(new ParentFacts(name, [name], FactsOf(name, content, parents)));
        }

        files.Change($"{Folder}/Dockerfile", Text);
        var lockFile = $"{Folder}/images.lock.json";
        return new AnalysisInput
        {
            Dockerfile = $"{Folder}/Dockerfile",
            ContextDirectory = Folder,
            Files = files,
            Parents = parents,
            LockFile = files.Find(lockFile) is null ? "" : lockFile,
            Family = family,
            CacheMountSizes = Holding().Matches(Text).ToDictionary(match => match.Groups["id"].Value, match => long.Parse(match.Groups["bytes"].Value, null)),
            Name = Own().Match(Text).Groups["name"].Value,
            Platforms = Platforms().Match(Text).Groups["list"].Value.Split(',', StringSplitOptions.RemoveEmptyEntries),
        };
    }

    /// <summary>Where findings are expected: the number of the instruction, or a line of another file.</summary>
    public IReadOnlyList<string> Expected()
    {
        var dockerfile = Dockerfile.Parse(Text, "Dockerfile");
        var expected = new List<string>();
        foreach (var instruction in dockerfile.Instructions)
        {
            foreach (var match in instruction.LeadingComments.Concat(instruction.InnerComments).Select(comment => Expectation().Match(comment.Text)))
            {
                var place = match.Groups["place"];
                var count = match.Groups["count"].Success ? int.Parse(match.Groups["count"].Value, null) : 1;
                if (match.Success)
                    expected.AddRange(Enumerable.Repeat(place.Success ? place.Value : $"line {instruction.Location.Line}: {FirstLine(instruction.Text)}", count));
            }
        }

        return [.. expected.Order(StringComparer.Ordinal)];
    }

    /// <summary>Where findings are, in the same form.</summary>
    public static IReadOnlyList<string> Found(IReadOnlyList<Finding> findings)
    {
        var found = new List<string>();
        foreach (var finding in findings)
        {
            if (Path.GetFileName(finding.Source.Path) != "Dockerfile")
            {
                found.Add($"{Path.GetRelativePath(Folder, finding.Source.Path)}:{finding.Location.Line}");
                continue;
            }

            var dockerfile = Dockerfile.Parse(finding.Source.Text, "Dockerfile");
            var instruction = dockerfile.Instructions.First(candidate => candidate.FullSpan.Contains(finding.Span with { Length = 0 }));
            found.Add($"line {instruction.Location.Line}: {FirstLine(instruction.Text)}");
        }

        return [.. found.Order(StringComparer.Ordinal)];
    }

    /// <inheritdoc />
    public override string ToString() => $"{Code}: {Title}";

    private static IEnumerable<FolderEntry> EntriesOf(string folder, Dictionary<string, long> sizes) => sizes
        .Where(file => file.Key.StartsWith(folder + "/", StringComparison.Ordinal)).GroupBy(file => file.Key[(folder.Length + 1)..].Split('/')[0])
        .Select(group => sizes.TryGetValue($"{folder}/{group.Key}", out var size) ? new FolderEntry(group.Key, false, size) : new FolderEntry(group.Key, true, 0));

    private static string FirstLine(string text) => text.Split('\n')[0];

    private static ImageFacts FactsOf(string name, string dockerfile, IReadOnlyList<ParentFacts> parents)
    {
        var files = new SourceFiles();
        files.Change("/parent/Dockerfile", dockerfile);
        return Analyzer.Analyze(
            new AnalysisInput { Dockerfile = "/parent/Dockerfile", ContextDirectory = "/parent", Files = files, Parents = parents, Name = name }, []).Facts;
    }

    [GeneratedRegex("^# case: ", RegexOptions.Multiline)]
    private static partial Regex Beginning();

    [GeneratedRegex(@"^# expect( (?<count>\d+))?( in (?<place>\S+))?$", RegexOptions.Multiline)]
    private static partial Regex Expectation();

    [GeneratedRegex(@"^# holds (?<bytes>\d+) (?<id>\S+)$", RegexOptions.Multiline)]
    private static partial Regex Holding();

    [GeneratedRegex(@"^# size (?<name>\S+) (?<size>\d+)$", RegexOptions.Multiline)]
    private static partial Regex Sized();

    [GeneratedRegex(@"^# name (?<name>\S+)$", RegexOptions.Multiline)]
    private static partial Regex Own();

    [GeneratedRegex(@"^# platforms (?<list>\S+)$", RegexOptions.Multiline)]
    private static partial Regex Platforms();

    [GeneratedRegex(@"^# (?<kind>file|parent|sibling) (?<name>\S+)\n(#\| ?(?<line>.*)\n)*", RegexOptions.Multiline)]
    private static partial Regex Attachment();
}
