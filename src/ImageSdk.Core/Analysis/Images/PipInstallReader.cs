using ImageSdk.Analysis.Commands;
using ImageSdk.Analysis.Requirements;
using ImageSdk.Analysis.Shell;

namespace ImageSdk.Analysis.Images;

/// <summary>Finds what pip installs in the stages of an image.</summary>
internal static class PipInstallReader
{
    /// <summary>The calls, in the order of the file.</summary>
    public static IReadOnlyList<PipInstall> Read(AnalyzedImage image) =>
        [.. image.Runs.SelectMany(run =>
            run.Pip.Where(pip => pip.HasRequirements && pip.Subcommand.Value is "install" or "download" or "wheel" or "sync")
            .Select(pip => Read(image, run, pip)))];

    /// <summary>The first folder of <c>PATH</c> where an <c>ENV</c> puts one before the others; empty where none does.</summary>
    public static string ProgramFolder(ImageStage stage, StageState state)
    {
        if (state.Variables.GetValueOrDefault("PATH") is not { Parent: null } variable)
            return stage.ParentProject?.Facts.ProgramFolder ?? "";
        var folder = variable.Value.Split(':')[0];
        return folder.StartsWith('$') ? "" : folder;
    }

    private static PipInstall Read(AnalyzedImage image, RunStep run, PipCommand pip)
    {
        var command = pip.Line.Command;
        var files = new RequirementSet(path => ImageFiles.Find(image, run, command, path));
        // A folder that the script changes to is not followed.
        var changesFolder = run.Script.Commands.TakeWhile(candidate => candidate != command)
            .Any(candidate => candidate.Name is "cd" or "pushd");
        var folder = changesFolder ? "" : ImageFiles.Folder(run.State);
        var keepsInstalled = false;
        void Add(string path, bool isConstraints)
        {
            if (isConstraints && ListsInstalled(run, path))
                keepsInstalled = true;
            else
                files.Add(path, isConstraints);
        }

        foreach (var option in pip.Options)
        {
            if (option.Name is "r" or "requirement" or "requirements" or "c" or "constraint" or "constraints")
                Add(ImagePath.Combine(folder, option.Value ?? ""), option.Name[0] == 'c');
        }

        if (pip.Subcommand.Value == "sync")
        {
            foreach (var file in pip.Specifiers)
                files.Add(ImagePath.Combine(folder, file.Resolve(pip.Line.Lookup) ?? ""), false);
        }

        var variable = pip.IsUv ? "UV_CONSTRAINT" : "PIP_CONSTRAINT";
        if ((pip.Line.Environment.GetValueOrDefault(variable) ?? pip.Line.Lookup(variable)) is { Length: > 0 } constraint)
            Add(ImagePath.Combine(folder, constraint), true);
        return new PipInstall
        {
            Run = run,
            Pip = pip,
            Files = files,
            Inline = pip.Subcommand.Value == "sync" ? [] : [.. pip.Specifiers.SelectMany(word => InlineOf(image, pip, word))],
            Environment = EnvironmentOf(run, pip),
            KeepsInstalled = keepsInstalled,
        };
    }

    /// <summary>
    /// Whether a file says what is installed already, because <c>pip freeze</c> wrote it: it says nothing of other packages.
    /// </summary>
    private static bool ListsInstalled(RunStep run, string path) =>
        path.Length > 0 && run.Stage.Chain.SelectMany(stage => stage.Runs).SelectMany(other => other.Commands)
        .Any(line => PipCommand.Of(line) is { Subcommand.Value: "freeze" or "list" }
            && line.Command.Redirections.Any(redirection =>
                redirection.Operator is ">" or ">|" or ">>"
                && ImagePath.Combine(ImageFiles.Folder(run.State), redirection.Target.Value) == path));

    /// <summary>A variable without quotes may hold several.</summary>
    private static IEnumerable<Requirement> InlineOf(AnalyzedImage image, PipCommand pip, Word word)
    {
        if (word.Resolve(pip.Line.Lookup) is not { } text)
            return [];
        var parts = word.IsLiteral || word.Raw.StartsWith('"')
            ? [text]
            : text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return parts.Select(part => Requirement.Parse(part, image.Dockerfile.Source, word.Span)).OfType<Requirement>();
    }

    private static string EnvironmentOf(RunStep run, PipCommand pip)
    {
        if (pip.Find("target", "t", "prefix", "root", "python", "p") is { } place)
            return $"{place.Name} {place.Value}";
        if (Launcher.HasOwnEnvironment(pip.Line.Command.Name ?? "")
            || (run.State.Shell is [var shell, ..] && Launcher.HasOwnEnvironment(shell)))
            return "?";
        var program = pip.Line.ProgramWord.Value;
        if (program.LastIndexOf('/') is > 0 and var slash)
            return program[..slash];
        // What a script activates is not known.
        if (run.Script.Commands.TakeWhile(candidate => candidate != pip.Line.Command)
            .Any(candidate =>
                candidate.Name is "." or "source" or "conda" or "virtualenv"
                || candidate.Words.Any(word => word.Value == "venv")))
        {
            return "?";
        }

        var folder = ProgramFolder(run.Stage, run.State);
        // Without a virtual environment, whoever is not root installs to his home folder.
        return folder.Length == 0 && !run.State.IsRoot ? $"~{run.State.User}" : folder;
    }
}
