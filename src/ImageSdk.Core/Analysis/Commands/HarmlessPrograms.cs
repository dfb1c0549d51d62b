using ImageSdk.Analysis.Images;

namespace ImageSdk.Analysis.Commands;

/// <summary>
/// Programs that certainly neither call a package manager of a language nor read its cache. Everything else may: a script,
/// <c>make</c>, an interpreter, a program that nobody here knows.
/// </summary>
internal static class HarmlessPrograms
{
    private static readonly HashSet<string> Names = new(StringComparer.Ordinal)
    {
        "apt-get", "apt", "apk", "mkdir", "rm", "cp", "mv", "ls", "echo", "printf", "set", "cd", "chmod", "chown", "useradd",
        "groupadd", "adduser", "addgroup", "ln", "touch", "export", "true", "test", "[", "curl", "wget", "tar", "sed", "cat",
        "git", "strip", "upx", "find", "rustup", "update-ca-certificates",
    };

    /// <summary>
    /// Whether the program of a command is one of them, or makes or enters a virtual environment, whose pip comes with Python.
    /// </summary>
    public static bool Include(CommandLine line) => Names.Contains(line.Program)
        || (line.Program is "." or "source" && line.Arguments is [{ IsLiteral: true } script]
            && script.Value.EndsWith("/bin/activate", StringComparison.Ordinal))
        || (line.Program.StartsWith("python", StringComparison.Ordinal)
            && line.Arguments is [{ Value: "-m" }, { Value: "venv" or "compileall" }, ..]);

    /// <summary>
    /// Whether it is known which programs a RUN starts: all of it could be read, and no command's name comes from a variable.
    /// </summary>
    public static bool AreAllKnown(RunStep run) => run.Script.IsComplete
        && run.Script.Commands.All(command => command.Words.Count == 0 || run.Commands.Any(line => line.Command == command));
}
