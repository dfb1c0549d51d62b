using ImageSdk.Analysis.Contexts;
using ImageSdk.Analysis.Images;
using ImageSdk.Contexts;
using ImageSdk.Diagnostics;
using ImageSdk.Dockerfiles;

namespace ImageSdk.Analysis.Rules;

/// <summary>IMG1309: a line of an ignore file that means every folder, and matches at the root only.</summary>
internal sealed class RootOnlyPattern() : Rule(
    "IMG1309", DiagnosticSeverity.Warning, "An ignore pattern that matches at the root only", RolloutStep.Context,
    OperatingSystems.Any)
{
    /// <summary>What is written into each folder that there is.</summary>
    private static readonly HashSet<string> Everywhere = new(StringComparer.Ordinal)
    {
        "__pycache__", "*.pyc", "*.pyo", "*.py[cod]", ".ipynb_checkpoints", ".DS_Store",
    };

    internal override IEnumerable<Finding> Analyze(AnalyzedImage image)
    {
        if (image.Context.IgnoreFile is not { Path: { } path } file || image.Context.Reads.Count == 0)
            yield break;
        var source = new SourceText(image.Input.Files.Find(path)!, path);
        foreach (var rule in file.Rules)
        {
            var nested = image.Context.Clutter.FirstOrDefault(part =>
                part.Path.Contains('/') && Name(rule) == part.Name && ClutterText.IsUnneeded(image, part));
            if (nested is null && !(Everywhere.Contains(Name(rule)) && !file.IsIgnored("folder/" + Sample(Name(rule)))))
                continue;
            var start = source.Lines[rule.Location.Line - 1].Start + (rule.Location.Line == 1 ? source.ByteOrderMarkLength : 0)
                + rule.Location.Column - 1;
            var isSafe = IgnoreFileEdits.Safe(image, ["**/" + Sample(Name(rule))]).Count > 0;
            yield return new Finding(Descriptor, source, new TextSpan(start, rule.Text.Length),
                $"Unlike .gitignore, '{rule.Text}' matches at the root of the context "
                + $"only{(nested is null ? "" : $", and lets {nested} in")}: what is in folders below gets into the image, and "
                + "each "
                + $"change makes COPY run again. Write **/{rule.Text}.",
                isSafe ? Fix.Of(new TextEdit(path, new TextSpan(start, 0), "**/")) : null);
        }
    }

    /// <summary>
    /// Whether a line has the name of something below the root: then it is this rule that has something to say.
    /// </summary>
    public static bool Names(IgnoreFile file, ContextPart part) =>
        part.Path.Contains('/') && file.Rules.Any(rule => Name(rule) == part.Name);

    /// <summary>
    /// The name that a line consists of; empty for an exception, for a path, and where a slash says that the root is meant.
    /// </summary>
    private static string Name(IgnoreRule rule) =>
        rule.Text[0] is '!' or '/' || rule.Text.TrimEnd('/') is not { Length: > 0 } name || name.Contains('/') ? "" : name;

    private static string Sample(string name) =>
        name.Replace("*.py[cod]", "x.pyc", StringComparison.Ordinal).Replace("*", "x", StringComparison.Ordinal);
}
