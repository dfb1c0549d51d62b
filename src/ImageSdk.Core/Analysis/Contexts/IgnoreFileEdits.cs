using ImageSdk.Analysis.Images;
using ImageSdk.Contexts;
using ImageSdk.Dockerfiles;

namespace ImageSdk.Analysis.Contexts;

/// <summary>Writes ignore files and adds to them, and never keeps out what an instruction names.</summary>
internal static class IgnoreFileEdits
{
    /// <summary>
    /// A new file. It stands beside the Dockerfile and is only for it, unless the Dockerfile is the one of the context: then it
    /// has the usual name.
    /// </summary>
    public static Fix Create(AnalyzedImage image, IReadOnlyList<string> patterns)
    {
        var input = image.Input;
        var isUsual = input.Dockerfile == Path.Combine(input.ContextDirectory, "Dockerfile");
        var path = isUsual ? Path.Combine(input.ContextDirectory, ".dockerignore") : ContextSurvey.OwnIgnoreFile(input);
        return Fix.Of(new TextEdit(path, default,
            "# What no image needs: a change in it would make COPY run again.\n"
            + string.Concat(patterns.Select(pattern => pattern + "\n"))));
    }

    /// <summary>Lines at the end of a file; null when there is none to add.</summary>
    public static Fix? Append(AnalyzedImage image, IgnoreFile file, IReadOnlyList<string> patterns)
    {
        var text = image.Input.Files.Find(file.Path!)!;
        var newLine = text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        var start = text.Length == 0 || text.EndsWith('\n') ? "" : newLine;
        return patterns.Count == 0 ? null
            : Fix.Of(new TextEdit(file.Path!, new TextSpan(text.Length, 0),
                start + string.Concat(patterns.Select(pattern => pattern + newLine))));
    }

    /// <summary>
    /// Those patterns that keep nothing out that an instruction of any stage names, and that builds may need in another way.
    /// </summary>
    public static List<string> Safe(AnalyzedImage image, IEnumerable<string> patterns)
    {
        var named = image.Dockerfile.Instructions.SelectMany(instruction =>
            FolderRead.SourcesOf(instruction is OnbuildInstruction { Trigger: { } trigger } ? trigger : instruction))
            .Select(source => source.Value).ToList();
        return [.. patterns.Distinct().Where(pattern => IgnoreFile.Parse(pattern, "") is var rule && !named.Any(source =>
            GoGlob.HasWildcards(source) || source.Contains('$')
                // What a pattern or a variable may name: by its parts.
                ? source.Split('/').Any(part =>
                    part.Length > 0 && part is not ("*" or "**") && pattern.EndsWith("/" + part, StringComparison.Ordinal))
                : rule.IsIgnored(source) || IsPartOf(source, pattern)))];
    }

    private static bool IsPartOf(string source, string pattern) =>
        GoPath.Rooted(source).Split('/').Any(part => part.Length > 0 && pattern.EndsWith("/" + part, StringComparison.Ordinal));
}
