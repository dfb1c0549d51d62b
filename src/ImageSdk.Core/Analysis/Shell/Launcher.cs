namespace ImageSdk.Analysis.Shell;

/// <summary>
/// Knows programs that start the program after them in an environment of their own, such as <c>conda run -n NAME PROGRAM</c>.
/// </summary>
internal static class Launcher
{
    /// <summary>Programs that run a command as another user, on another machine or in another language.</summary>
    private static readonly HashSet<string> Elsewhere = new(StringComparer.Ordinal)
    {
        "ssh", "docker", "podman", "nerdctl", "buildah", "kubectl", "chroot", "nsenter", "unshare", "bwrap", "proot", "su",
        "sudo", "doas", "runuser", "gosu", "su-exec", "setpriv", "wine", "cmd", "cmd.exe", "pwsh", "powershell", "powershell.exe",
        "fish",
    };

    private static readonly HashSet<string> WithEnvironment = new(StringComparer.Ordinal)
    {
        "conda", "mamba", "micromamba", "poetry", "pipenv", "pdm", "pixi",
    };

    private static readonly HashSet<string> OptionsWithValue = new(StringComparer.Ordinal)
    {
        "-n", "--name", "-p", "--prefix", "--cwd", "-r", "--root-prefix", "-e", "--env", "-a", "--attach",
    };

    /// <summary>
    /// Whether a <c>SHELL</c> hands the command to a POSIX shell: it ends in one with <c>-c</c>, whatever starts that, or is
    /// known to do so.
    /// </summary>
    public static bool EndsInShell(IReadOnlyList<string> shell, Func<string, bool> isShell)
    {
        if (shell.Count == 0 || Elsewhere.Contains(NameOf(shell[0])))
            return false;
        // The shells of micromamba's images, and of nix.
        if (shell is [var only] && NameOf(only) == "_dockerfile_shell.sh")
            return true;
        if (NameOf(shell[0]) == "nix-shell")
            return shell[^1] is "--run" or "--command";
        var start = shell.Count - 1;
        while (start > 0 && !isShell(NameOf(shell[start])))
            start--;
        return shell[^1] is ['-', not '-', ..] last && last.Contains('c') && isShell(NameOf(shell[start]))
            && !shell.Take(start).Any(word => Elsewhere.Contains(NameOf(word)));
    }

    /// <summary>
    /// The index of the program that a launcher starts; the given index if there is no launcher, -1 if there is no program.
    /// </summary>
    public static int Skip(IReadOnlyList<Word> words, int at)
    {
        if (at + 1 >= words.Count || !words[at].IsLiteral)
            return at;
        switch (NameOf(words[at].Value))
        {
            case var name when WithEnvironment.Contains(name) && words[at + 1].Value == "run":
                for (at += 2; at < words.Count && words[at].Value.StartsWith('-'); at++)
                {
                    if (OptionsWithValue.Contains(words[at].Value))
                        at++;
                }

                return at < words.Count ? at : -1;
            case "tini" or "dumb-init" when words[at + 1].Value == "--":
                return at + 2 < words.Count ? at + 2 : -1;
            default:
                return at;
        }
    }

    /// <summary>The script that <c>nix-shell --run</c> gives to a shell; null for another command.</summary>
    public static Word? ScriptOf(ShellCommand command)
    {
        if (command.Name != "nix-shell")
            return null;
        var option = command.Words.TakeWhile(word => word.Value is not ("--run" or "--command")).Count();
        return option + 1 < command.Words.Count ? command.Words[option + 1] : null;
    }

    /// <summary>
    /// Whether a shell or a command runs in an environment of its own, of whose packages the image's variables say nothing.
    /// </summary>
    public static bool HasOwnEnvironment(string program) =>
        NameOf(program) is var name && (name is "nix-shell" or "nix" or "_dockerfile_shell.sh" || WithEnvironment.Contains(name));

    private static string NameOf(string path) => path[(path.LastIndexOf('/') + 1)..];
}
