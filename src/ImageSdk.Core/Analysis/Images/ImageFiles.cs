using System.IO.Enumeration;
using ImageSdk.Analysis.Requirements;
using ImageSdk.Analysis.Shell;
using ImageSdk.Dockerfiles;

namespace ImageSdk.Analysis.Images;

/// <summary>
/// Finds the file of the build context that stands at a path of the image when a command runs: bound by a mount, or copied
/// before. What another stage, an image or a command made is not known.
/// </summary>
internal static class ImageFiles
{
    /// <summary>The text of the file; null where it is not known which one it is.</summary>
    /// <param name="image">The image.</param>
    /// <param name="run">The <c>RUN</c> that reads it.</param>
    /// <param name="command">The command in it that does.</param>
    /// <param name="path">The absolute path in the image.</param>
    public static SourceText? Find(AnalyzedImage image, RunStep run, ShellCommand command, string path)
    {
        if (IsTouched(run.Script.Commands.TakeWhile(candidate => candidate != command), path))
            return null;
        foreach (var mount in run.Run.Mounts.Where(mount => mount.Type is "bind" or "tmpfs" or "cache" or "secret").Reverse())
        {
            var target = ImagePath.Combine(Folder(run.State), Expand(mount.Target?.Value, run.State) ?? "");
            if (target.Length > 0 && ImagePath.Below(path, target) is { } rest)
            {
                return mount.Type == "bind" && mount.From is null && Expand(mount.Source?.Value ?? "/", run.State) is { } source
                    ? Read(image, ImagePath.Combine(ImagePath.Combine("/", source), rest.Length == 0 ? "." : rest))
                    : null;
            }
        }

        return FindCopied(image, run.Stage, run, path);
    }

    /// <summary>
    /// The folder that relative paths start from. The one of a base image is not known, but the same for all of them.
    /// </summary>
    public static string Folder(StageState state) => state.WorkingDirectory.Length > 0 ? state.WorkingDirectory : "/";

    private static SourceText? FindCopied(AnalyzedImage image, ImageStage? stage, Step? before, string path)
    {
        for (; stage is not null; (stage, before) = (stage.Parent, null))
        {
            var end = before is null ? stage.Steps.Count : stage.Steps.ToList().IndexOf(before);
            foreach (var step in stage.Steps.Take(end).Reverse())
            {
                if (step is RunStep run && IsTouched(run.Script.Commands, path))
                    return null;
                if (step.Instruction is CopyInstruction copy && MayWrite(copy, step.State, path))
                {
                    if (copy.From is not null)
                        return null;
                    if (SourceOf(image, copy, step.State, path) is { } source)
                        return source;
                }
            }
        }

        return null;
    }

    /// <summary>Whether a command other than pip's names a file of that name, and so may change it.</summary>
    private static bool IsTouched(IEnumerable<ShellCommand> commands, string path)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        return commands.Any(command =>
            command.Redirections.Any(redirection =>
                redirection.Operator.Contains('>') && redirection.Target.Value.EndsWith(name, StringComparison.Ordinal))
            || (command.Name is "sed" or "cp" or "mv" or "tee" or "curl" or "wget" or "poetry" or "pdm" or "pipenv" or "uv"
                or "pip-compile" or "envsubst" or "perl" or "awk" or "git"
                && command.Words.All(word => word.Value is not ("install" or "sync"))
                && command.Words.Any(word => word.Value.EndsWith(name, StringComparison.Ordinal))));
    }

    private static bool MayWrite(CopyInstruction copy, StageState state, string path) =>
        Expand(copy.Destination?.Value, state) is not { Length: > 0 } destination
        || ImagePath.Combine(Folder(state), destination) is not { Length: > 0 } target
        || ImagePath.Below(path, target) is not null;

    private static SourceText? SourceOf(AnalyzedImage image, CopyInstruction copy, StageState state, string path)
    {
        if (Expand(copy.Destination?.Value, state) is not { } destination
            || ImagePath.Combine(Folder(state), destination) is not { Length: > 0 } target
            || ImagePath.Below(path, target) is not { } rest)
        {
            return null;
        }

        foreach (var written in copy.Sources.Reverse())
        {
            if (Expand(written.Value, state) is not { Length: > 0 } source || source.Contains("://", StringComparison.Ordinal))
                continue;
            if (Candidates(ImagePath.Combine("/", source), rest, copy.KeepsParents).Select(candidate => Read(image, candidate))
                .FirstOrDefault(text => text is not null) is { } found)
                return found;
        }

        return null;
    }

    /// <summary>The paths in the context that a source may have brought to a place below the destination.</summary>
    private static IEnumerable<string> Candidates(string source, string rest, bool keepsParents)
    {
        var name = source[(source.LastIndexOf('/') + 1)..];
        if (keepsParents)
        {
            if (FileSystemName.MatchesSimpleExpression(source, "/" + rest, ignoreCase: false))
                yield return "/" + rest;
        }
        else if (rest.Length == 0)
        {
            if (name.IndexOfAny(['*', '?', '[']) < 0)
                yield return source;
        }
        else if (source.IndexOfAny(['*', '?', '[']) < 0)
        {
            if (rest == name)
                yield return source;
            // What is in a folder is copied, not the folder.
            yield return ImagePath.Combine(source, rest);
        }
        else if (!rest.Contains('/') && !name.Contains('[')
            && FileSystemName.MatchesSimpleExpression(name, rest, ignoreCase: false)
            && source[..^name.Length].IndexOfAny(['*', '?', '[']) < 0)
        {
            yield return source[..^name.Length] + rest;
        }
    }

    private static SourceText? Read(AnalyzedImage image, string path) =>
        image.Input.FindInContext(path) is { } text
        ? new SourceText(text, Path.GetFullPath(path.TrimStart('/'), image.Input.ContextDirectory))
        : null;

    private static string? Expand(string? value, StageState state) =>
        value is not null && VariableExpansion.Of(value, '\\', state.Lookup) is { Unset.Count: 0, Value: { } expanded }
        ? expanded
        : null;
}
