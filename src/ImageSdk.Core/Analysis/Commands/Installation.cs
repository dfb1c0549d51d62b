using ImageSdk.Analysis.Images;

namespace ImageSdk.Analysis.Commands;

/// <summary>
/// Commands that download and install for long, and what they need of the source code: nothing, or one file that lists packages.
/// </summary>
/// <param name="Line">The command.</param>
/// <param name="Needs">The file of the context that it needs; empty for none.</param>
internal sealed record Installation(CommandLine Line, string Needs)
{
    private static readonly HashSet<string> Harmless = new(StringComparer.Ordinal)
    {
        "rm", "set", "echo", "export", "mkdir", "true", "ldconfig", "find", "apt-get", "apt", "apk", "dnf", "yum",
    };

    private static readonly string[] SignsOfCode =
    [
        "\"postinstall\"", "\"preinstall\"", "\"install\"", "\"prepare\"", "\"workspaces\"", "\"file:", "\"link:",
    ];

    /// <summary>The installations of a <c>RUN</c>; none where it does anything else as well, that may need the code.</summary>
    public static IReadOnlyList<Installation> Of(RunStep run, AnalysisInput input)
    {
        if (!run.Script.IsComplete || run.Script.Commands.Count != run.Commands.Count)
            return [];
        var found = new List<Installation>();
        foreach (var line in run.Commands)
        {
            if (Of(line, input) is { } installation)
                found.Add(installation);
            else if (!Harmless.Contains(line.Program) || SystemPackages.Of(line) is not null
                || line.Command.Redirections.Any(redirection => redirection.Operator[0] == '<'))
                return [];
        }

        return found;
    }

    private static Installation? Of(CommandLine line, AnalysisInput input)
    {
        if (SystemPackages.Of(line) is { } packages)
            return packages.Names.All(name => name.IsLiteral && !name.Value.Contains('/')) ? new Installation(line, "") : null;
        if (PipCommand.Of(line) is { } pip)
            return OfPip(pip, input);
        var words = line.Arguments.Where(word => !word.Value.StartsWith('-')).Select(word => word.Value).ToList();
        var needs = (line.Program, words) switch
        {
            ("npm", ["ci" or "install" or "i"]) => "package.json and its lock",
            ("yarn", [] or ["install"]) => "package.json and yarn.lock",
            ("pnpm", ["install" or "i"]) => "package.json and pnpm-lock.yaml",
            ("go", ["mod", "download"]) => "go.mod and go.sum",
            ("bundle", ["install"]) => "Gemfile and Gemfile.lock",
            ("poetry", ["install"]) when line.Arguments.Any(word => word.Value == "--no-root") =>
                "pyproject.toml and poetry.lock",
            ("uv", ["sync"]) when line.Arguments.Any(word => word.Value == "--no-install-project") =>
                "pyproject.toml and uv.lock",
            _ => null,
        };
        return needs is null || (needs.StartsWith("package.json", StringComparison.Ordinal)
            && NeedsCode(input.FindInContext("package.json"))) ? null : new Installation(line, needs);
    }

    private static Installation? OfPip(PipCommand pip, AnalysisInput input)
    {
        if (pip.Subcommand.Value is not ("install" or "wheel" or "download")
            || pip.Has("e", "editable", "group", "find-links", "f")
            || pip.Specifiers.Any(word => !word.IsLiteral || PipCommand.IsLocal(word)))
            return null;
        var files = pip.RequirementFiles.Select(option => option.Value).ToList();
        if (files.Any(file =>
            file is null || input.FindInContext(file) is { } text
            && text.Split('\n').Select(line => line.Trim())
            .Any(line => line.StartsWith('.') || line.StartsWith("-e", StringComparison.Ordinal)
            || line.StartsWith("file:", StringComparison.Ordinal) || line.Contains("@ file:", StringComparison.Ordinal))))
        {
            return null;
        }

        return new Installation(pip.Line, string.Join(" and ", files));
    }

    /// <summary>
    /// Whether scripts of a package run when its dependencies are installed, or other packages stand beside it.
    /// </summary>
    private static bool NeedsCode(string? package) =>
        package is not null && SignsOfCode.Any(sign => package.Contains(sign, StringComparison.Ordinal));
}
