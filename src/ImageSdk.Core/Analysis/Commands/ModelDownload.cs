using System.Text.RegularExpressions;
using ImageSdk.Analysis.Images;
using ImageSdk.Analysis.Requirements;
using ImageSdk.Analysis.Shell;
using ImageSdk.Dockerfiles;

namespace ImageSdk.Analysis.Commands;

/// <summary>A download of models or weights by a <c>RUN</c>.</summary>
/// <param name="Place">The word that shows it.</param>
/// <param name="What">What it is, for messages.</param>
/// <param name="Target">The file or folder it goes to; null for the tool's own cache, or where that is not known.</param>
/// <param name="Variable">The variable that moves the tool's cache; empty where it has none, or where that is not known.</param>
internal sealed partial record ModelDownload(TextSpan Place, string What, string? Target, string Variable)
{
    /// <summary>What <see cref="Variable"/> is for a model that is installed as a package: no volume can have it.</summary>
    public const string Package = "package";

    private const string HuggingFace = "HF_HOME";


    /// <summary>The downloads of a <c>RUN</c>, in order.</summary>
    public static IEnumerable<ModelDownload> In(AnalyzedImage image, RunStep run)
    {
        foreach (var line in run.Commands.Select(Launched))
        {
            if (Of(image, run, line) is { } download)
                yield return download;
        }

        // RUN <<EOF with a first line that names python.
        if (run.Script.Form == ShellScriptForm.Opaque && run.Run.Heredocs is [{ Content: var content } document]
            && content.StartsWith("#!", StringComparison.Ordinal)
            && content.Split('\n')[0].Contains("python", StringComparison.Ordinal)
            && OfPython(content) is { } call)
        {
            yield return OfCall(document.Opening.Span, call);
        }
    }

    /// <summary>
    /// The program behind one that only starts it in an environment: <c>uv run</c>, <c>poetry run</c>, <c>conda run -n asr</c>,
    /// <c>uvx</c>.
    /// </summary>
    private static CommandLine Launched(CommandLine line)
    {
        var at = line.Program == "uvx"
            ? 0
            : line.Program is "uv" or "poetry" or "pipenv" or "pdm" or "conda" or "mamba" or "micromamba"
            && line.Arguments is [{ Value: "run" }, ..]
            ? 1
            : -1;
        if (at < 0)
            return line;
        while (at < line.Arguments.Count && line.Arguments[at].Value.StartsWith('-'))
            at += line.Arguments[at].Value is "-n" or "--name" or "-p" or "--prefix" or "--with" or "--from" or "--python"
                or "--project" or "--directory" or "--group" or "--extra" ? 2 : 1;
        return at < line.Arguments.Count
            ? line with { Program = line.Arguments[at].Value[(line.Arguments[at].Value.LastIndexOf('/') + 1)..],
                ProgramWord = line.Arguments[at], Arguments = [.. line.Arguments.Skip(at + 1)] }
            : line;
    }

    private static ModelDownload? Of(AnalyzedImage image, RunStep run, CommandLine line) => line.Program switch
    {
        "huggingface-cli" or "hf" when line.Arguments is [{ Value: "download" }, ..]
            && ValueOf(line, "--repo-type") is not ("dataset" or "space") =>
            new ModelDownload(line.Arguments[0].Span, $"{line.Program} download", ValueOf(line, "--local-dir", "--cache-dir"),
                HuggingFace),
        "ollama" when line.Arguments is [{ Value: "pull" or "run" } verb, ..] =>
            new ModelDownload(verb.Span, $"ollama {verb.Value}", null, "OLLAMA_MODELS"),
        "spacy" when line.Arguments is [{ Value: "download" } verb, ..] =>
            new ModelDownload(verb.Span, "spacy download", null, Package),
        "git" => OfGit(line),
        "wget" or "curl" or "aria2c" => OfFetch(line),
        _ when line.Program.StartsWith("python", StringComparison.Ordinal) =>
            OfModule(line) ?? (Script(image, run, line) is { } script && OfPython(script) is { } call
                ? OfCall(line.ProgramWord.Span, call)
                : null),
        _ => null,
    };

    /// <summary>A module that downloads: <c>python -m spacy download</c>, <c>python -m nltk.downloader</c>.</summary>
    private static ModelDownload? OfModule(CommandLine line)
    {
        var words = line.Arguments.SkipWhile(word => word.Value != "-m").Skip(1).ToList();
        return words switch
        {
            [{ Value: "spacy" }, { Value: "download" } verb, ..] => new ModelDownload(verb.Span, "spacy download", null, Package),
            [{ Value: "nltk.downloader" } module, ..] =>
                new ModelDownload(module.Span, "nltk.downloader", ValueOf(line, "-d"), "NLTK_DATA"),
            [{ Value: "huggingface_hub.commands.huggingface_cli" or "huggingface_hub.cli.hf" }, { Value: "download" } verb, ..] =>
                new ModelDownload(verb.Span, "huggingface-cli download", ValueOf(line, "--local-dir", "--cache-dir"),
                    HuggingFace),
            _ => null,
        };
    }

    /// <summary>A model that pip installs as a package from its address, such as those of spaCy.</summary>
    public static bool IsPackage(string url) => url.Contains("://", StringComparison.Ordinal)
        && (url.Contains("/spacy-models/", StringComparison.Ordinal)
            || (ModelFiles.IsHub(url) && url.Split('?', '#')[0].EndsWith(".whl", StringComparison.Ordinal)));

    private static ModelDownload OfCall(TextSpan place, string call) => new(place, call + "()", null,
        call.StartsWith("torch.hub", StringComparison.Ordinal) ? "TORCH_HOME"
        : call.StartsWith("nltk", StringComparison.Ordinal) ? "NLTK_DATA"
        : call is "whisper.load_model" or "load_model" ? "XDG_CACHE_HOME"
        : call.StartsWith("spacy", StringComparison.Ordinal) ? Package
        : call.StartsWith("stanza", StringComparison.Ordinal) ? "STANZA_RESOURCES_DIR"
        : HuggingFace);

    private static ModelDownload? OfGit(CommandLine line)
    {
        var clones = line.Arguments is [{ Value: "clone" }, ..] or [{ Value: "lfs" }, { Value: "clone" }, ..];
        return clones && !line.Environment.ContainsKey("GIT_LFS_SKIP_SMUDGE") && line.Lookup("GIT_LFS_SKIP_SMUDGE") is null
            && line.Arguments.FirstOrDefault(word => ModelFiles.IsHub(word.Value)) is { } url
            ? new ModelDownload(url.Span, "git clone from the hub", line.Arguments[^1] == url
                ? null
                : line.Arguments[^1].Value, "")
            : null;
    }

    private static ModelDownload? OfFetch(CommandLine line) =>
        line.Arguments.FirstOrDefault(word => ModelFiles.IsModelUrl(word.Resolve(line.Lookup) ?? word.Value)) is { } url
            ? new ModelDownload(url.Span, Path.GetFileName(url.Value.Split('?', '#')[0]),
                ValueOf(line, "-o", "-O", "--output", "--output-document", "-P", "--directory-prefix", "--output-dir", "-d",
                    "--dir"), "")
            : null;

    /// <summary>
    /// What Python runs: the text of <c>-c</c>, a here-document, or a file of the context that stands at its place.
    /// </summary>
    private static string? Script(AnalyzedImage image, RunStep run, CommandLine line)
    {
        for (var i = 0; i < line.Arguments.Count; i++)
        {
            var word = line.Arguments[i];
            if (word.Value is "-c" or "-m")
                return word.Value == "-c" && i + 1 < line.Arguments.Count ? line.Arguments[i + 1].Value : null;
            // A script of the user's is read if its name says what it is for: a program may load a model when it runs.
            if (!word.Value.StartsWith('-'))
            {
                return word.Value.EndsWith(".py", StringComparison.Ordinal) && Downloader().IsMatch(word.Value)
                    && !run.Script.Commands.TakeWhile(command => command != line.Command)
                    .Any(command => command.Name is "cd" or "pushd")
                    ? ImageFiles.Find(image, run, line.Command, ImagePath.Combine(ImageFiles.Folder(run.State), word.Value))?.Text
                    : null;
            }
        }

        return line.Command.Redirections.LastOrDefault(redirection => redirection.Body is not null)?.Body?.Value;
    }

    /// <summary>The call that downloads. Of one that is given a path nothing is downloaded.</summary>
    private static string? OfPython(string script) => script.Contains("local_files_only", StringComparison.Ordinal) ? null
        : Call().Matches(script).FirstOrDefault(match =>
            !match.Groups["path"].Success
            && (match.Groups["name"].Value != "load_model" || script.Contains("import whisper", StringComparison.Ordinal)
            || script.Contains("from whisper", StringComparison.Ordinal))) is { } call ? call.Groups["name"].Value : null;

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

    [GeneratedRegex(
        """\b(?<name>snapshot_download|hf_hub_download|from_pretrained|whisper\.load_model|load_model"""
        + """|torch\.hub\.(load_state_dict_from_url|load|download_url_to_file)|download_model|WhisperModel|SentenceTransformer"""
        + """|nltk\.download|spacy\.cli\.download|stanza\.download)\s*\(\s*(?<path>["'](?=[./~]))?""")]
    private static partial Regex Call();

    [GeneratedRegex("(download|fetch|prefetch|preload|cache|warm|pull|get)[^/]*$", RegexOptions.IgnoreCase)]
    private static partial Regex Downloader();
}
