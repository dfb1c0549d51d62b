using System.Text.RegularExpressions;
using ImageSdk.Analysis.Images;
using ImageSdk.Analysis.Requirements;

namespace ImageSdk.Analysis.Commands;

/// <summary>
/// Where Yarn 2 and later, which have a <c>.yarnrc.yml</c>, keep what they download (yarnpkg.com/configuration/yarnrc). With
/// Plug'n'Play, their default, programs run from there; with <c>node_modules</c> nothing needs it afterwards.
/// </summary>
internal static partial class YarnCache
{
    private const string Configuration = ".yarnrc.yml";

    /// <summary>
    /// The folders of the cache of an install: none where only the build knows them; null where the program may need it, or is
    /// not of this kind.
    /// </summary>
    public static IReadOnlyList<string>? Folders(AnalyzedImage image, RunStep run, CommandLine line)
    {
        var project = ImageFiles.Folder(run.State);
        if (run.Script.Commands.TakeWhile(command => command != line.Command).Any(command => command.Name is "cd" or "pushd")
            || ImageFiles.Find(image, run, line.Command, ImagePath.Combine(project, Configuration)) is not { } file)
        {
            return null;
        }

        var settings = Setting().Matches(file.Text).GroupBy(match => match.Groups["key"].Value)
            .ToDictionary(group => group.Key, group => group.Last().Groups["value"].Value);
        if ((ToolCache.Variable(run, line, "YARN_NODE_LINKER")
            ?? settings.GetValueOrDefault("nodeLinker")) is not ("node-modules" or "pnpm"))
            return null;

        var version = Version().Match(settings.GetValueOrDefault("yarnPath", "")) is { Success: true } bundled ? bundled
            : Version().Match(ImageFiles.Find(image, run, line.Command, ImagePath.Combine(project, "package.json"))?.Text ?? "");
        var isGlobal = ToolCache.Variable(run, line, "YARN_ENABLE_GLOBAL_CACHE")
            ?? settings.GetValueOrDefault("enableGlobalCache");
        if (isGlobal is null && !version.Success)
            return [];
        if (isGlobal is "true" or "1" || (isGlobal is null && version.Groups["major"].Value[0] >= '4'))
            return GlobalFolder(run, line, settings) is ['/', ..] and var folder ? [$"{folder.TrimEnd('/')}/cache"] : [];

        // Otherwise it is in the project, where it may also be committed.
        var path = ToolCache.Variable(run, line, "YARN_CACHE_FOLDER") ?? settings.GetValueOrDefault("cacheFolder")
            ?? ".yarn/cache";
        return image.Input.Files.IsFolder(Path.GetFullPath(path.TrimStart('/'), Path.GetDirectoryName(file.Path)!))
            || image.Dockerfile.Instructions.Any(instruction =>
                instruction != run.Run && instruction.Text.Contains(path, StringComparison.Ordinal))
            ? null
            : ImagePath.Combine(project, path) is { Length: > 0 } local ? [local] : [];
    }

    private static string? GlobalFolder(RunStep run, CommandLine line, Dictionary<string, string> settings) =>
        ToolCache.Variable(run, line, "YARN_GLOBAL_FOLDER") ?? settings.GetValueOrDefault("globalFolder")
        ?? (ToolCache.Variable(run, line, "XDG_DATA_HOME") is { Length: > 0 } data
            ? $"{data.TrimEnd('/')}/yarn/berry"
            : ToolCache.InHome(run, line, ".yarn/berry"));

    [GeneratedRegex("""^(?<key>\w+):[ \t]*["']?(?<value>[^"'\s#]+)""", RegexOptions.Multiline)]
    private static partial Regex Setting();

    /// <summary><c>.yarn/releases/yarn-4.5.0.cjs</c>, or <c>"packageManager": "yarn@4.5.0"</c>.</summary>
    [GeneratedRegex("""(releases/yarn-|"packageManager"\s*:\s*"yarn@)(?<major>\d)\.""")]
    private static partial Regex Version();
}
