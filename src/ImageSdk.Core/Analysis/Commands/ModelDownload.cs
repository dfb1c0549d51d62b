using System.Text.RegularExpressions;
using ImageSdk.Analysis.Images;
using ImageSdk.Analysis.Shell;
using ImageSdk.Dockerfiles;

namespace ImageSdk.Analysis.Commands;

/// <summary>A download of models or weights by a <c>RUN</c>.</summary>
/// <param name="Place">The word that shows it.</param>
/// <param name="What">What it is, for messages.</param>
/// <param name="Target">The file or folder it goes to; null for the tool's own cache, or where that is not known.</param>
internal sealed partial record ModelDownload(TextSpan Place, string What, string? Target)
{
    /// <summary>The downloads of a <c>RUN</c>, in order.</summary>
    public static IEnumerable<ModelDownload> In(RunStep run)
    {
        foreach (var line in run.Commands)
        {
            if (Of(line) is { } download)
                yield return download;
        }

        // RUN <<EOF with a first line that names python.
        if (run.Script.Form == ShellScriptForm.Opaque && run.Run.Heredocs is [{ Content: var content } document]
            && content.StartsWith("#!", StringComparison.Ordinal) && content.Split('\n')[0].Contains("python", StringComparison.Ordinal)
            && OfPython(content) is { } call)
        {
            yield return new ModelDownload(document.Opening.Span, call, null);
        }
    }

    private static ModelDownload? Of(CommandLine line) => line.Program switch
    {
        "huggingface-cli" or "hf" when line.Arguments is [{ Value: "download" }, ..] =>
            new ModelDownload(line.Arguments[0].Span, $"{line.Program} download", ValueOf(line, "--local-dir", "--cache-dir")),
        "ollama" when line.Arguments is [{ Value: "pull" }, ..] => new ModelDownload(line.Arguments[0].Span, "ollama pull", null),
        "git" => OfGit(line),
        "wget" or "curl" or "aria2c" => OfFetch(line),
        _ when line.Program.StartsWith("python", StringComparison.Ordinal) && Script(line) is { } script && OfPython(script) is { } call =>
            new ModelDownload(line.ProgramWord.Span, call, null),
        _ => null,
    };

    private static ModelDownload? OfGit(CommandLine line)
    {
        var clones = line.Arguments is [{ Value: "clone" }, ..] or [{ Value: "lfs" }, { Value: "clone" }, ..];
        return clones && !line.Environment.ContainsKey("GIT_LFS_SKIP_SMUDGE") && line.Lookup("GIT_LFS_SKIP_SMUDGE") is null
            && line.Arguments.FirstOrDefault(word => ModelFiles.IsHub(word.Value)) is { } url
            ? new ModelDownload(url.Span, "git clone from the hub", line.Arguments[^1] == url ? null : line.Arguments[^1].Value)
            : null;
    }

    private static ModelDownload? OfFetch(CommandLine line) =>
        line.Arguments.FirstOrDefault(word => ModelFiles.IsModelUrl(word.Resolve(line.Lookup) ?? word.Value)) is { } url
            ? new ModelDownload(url.Span, Path.GetFileName(url.Value.Split('?', '#')[0]),
                ValueOf(line, "-o", "-O", "--output", "--output-document", "-P", "--directory-prefix", "--output-dir", "-d", "--dir"))
            : null;

    private static string? Script(CommandLine line)
    {
        for (var i = 0; i < line.Arguments.Count; i++)
        {
            if (line.Arguments[i].Value == "-c")
                return i + 1 < line.Arguments.Count ? line.Arguments[i + 1].Value : null;
            if (!line.Arguments[i].Value.StartsWith('-'))
                return null;
        }

        return line.Command.Redirections.LastOrDefault(redirection => redirection.Body is not null)?.Body?.Value;
    }

    /// <summary>The call that downloads. Of one that is given a path nothing is downloaded.</summary>
    private static string? OfPython(string script) => script.Contains("local_files_only", StringComparison.Ordinal) ? null
        : Call().Matches(script).FirstOrDefault(match => !match.Groups["path"].Success) is { } call ? $"{call.Groups["name"].Value}()" : null;

    private static string? ValueOf(CommandLine line, params string[] options)
    {
        for (var i = 0; i < line.Arguments.Count; i++)
        {
            var text = line.Arguments[i].Resolve(line.Lookup) ?? line.Arguments[i].Value;
            if (options.Contains(text) && i + 1 < line.Arguments.Count)
                return line.Arguments[i + 1].Resolve(line.Lookup);
            if (options.FirstOrDefault(option => text.StartsWith(option + "=", StringComparison.Ordinal)) is { } found)
                return text[(found.Length + 1)..];
        }

        return null;
    }

    [GeneratedRegex("""\b(?<name>snapshot_download|hf_hub_download|from_pretrained|whisper\.load_model|torch\.hub\.load|WhisperModel|SentenceTransformer)\s*\(\s*(?<path>["'](?=[./~]))?""")]
    private static partial Regex Call();
}
