using ImageSdk.Analysis.Images;
using ImageSdk.Contexts;
using ImageSdk.Diagnostics;
using ImageSdk.Dockerfiles;

namespace ImageSdk.Analysis.Rules;

/// <summary>IMG1314: <c>ADD</c> of what <c>COPY</c> copies as well.</summary>
internal sealed class AddOfFile() : Rule(
    "IMG1314", DiagnosticSeverity.Info, "ADD where COPY does", RolloutStep.Hygiene, OperatingSystems.Any)
{
    /// <summary>ADD unpacks archives by what is in them, whatever they are called: these are never one.</summary>
    private static readonly HashSet<string> TextExtensions = new(StringComparer.OrdinalIgnoreCase)
    {
        ".py", ".txt", ".sh", ".bash", ".json", ".yml", ".yaml", ".toml", ".conf", ".cfg", ".ini", ".md", ".xml", ".html", ".css",
        ".js", ".mjs", ".cjs", ".ts", ".tsx", ".jsx", ".cs", ".csproj", ".sln", ".slnx", ".props", ".targets", ".go", ".mod",
        ".sum", ".rs", ".rb", ".java", ".kt", ".php", ".c", ".h", ".cpp", ".hpp", ".sql", ".lock", ".env", ".properties",
        ".service", ".list", ".repo",
    };

    private static readonly HashSet<string> TextFiles = new(StringComparer.Ordinal)
    {
        "Gemfile", "Makefile", "Pipfile", "Procfile", "Rakefile", "LICENSE", "README",
    };

    internal override IEnumerable<Finding> Analyze(AnalyzedImage image)
    {
        foreach (var step in image.Stages.SelectMany(stage => stage.Steps))
        {
            if (step.Instruction is not CopyInstruction { Kind: InstructionKind.Add, Sources.Count: > 0 } add
                || add.Flags.Any(flag => flag.Name.Value is not ("chown" or "chmod" or "link" or "exclude"))
                || !add.Sources.All(source => IsPlain(image, source.Value)))
            {
                continue;
            }

            var keyword = char.IsAsciiLetterLower(add.Keyword.Value[0]) ? "copy" : "COPY";
            yield return image.Find(this, add.Keyword.Span,
                "ADD also downloads and unpacks, so a reader has to find out that it does neither here. Write COPY.",
                Fix.Of(image.Edit(add.Keyword.Span, keyword)));
        }
    }

    private static bool IsPlain(AnalyzedImage image, string source)
    {
        if (source.Contains('$') || source.Contains('\0') || RemoteSource.IsRemote(source)
            || source.Contains("://", StringComparison.Ordinal))
            return false;
        var path = GoPath.Rooted(source);
        var name = path[(path.LastIndexOf('/') + 1)..];
        return TextExtensions.Contains(Path.GetExtension(name)) || TextFiles.Contains(name)
            || path.Length == 0 || (!GoGlob.HasWildcards(path)
                && image.Input.Files.IsFolder(Path.Combine(image.Input.ContextDirectory, path)));
    }
}
