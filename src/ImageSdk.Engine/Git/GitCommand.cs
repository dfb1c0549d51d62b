using System.ComponentModel;
using System.Globalization;
using System.Text;
using CliWrap;
using CliWrap.Buffered;

namespace ImageSdk.Engine.Git;

/// <summary>
/// The git command, asked a question about a repository that may be anybody's. A repository's configuration can name programs
/// that git starts: a file system monitor, hooks, filters. None of them is started here.
/// </summary>
/// <param name="environment">Where git is, and what it is started with.</param>
/// <param name="directory">The full path of the directory to ask in.</param>
internal sealed class GitCommand(BuildEnvironment environment, string directory)
{
    /// <summary>
    /// Variables that name another repository than the one around the directory, as git sets them for its hooks. Source: <c>git
    /// rev-parse --local-env-vars</c>.
    /// </summary>
    private static readonly string[] OfAnotherRepository =
    [
        "GIT_DIR", "GIT_WORK_TREE", "GIT_IMPLICIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY",
        "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_PREFIX", "GIT_NAMESPACE", "GIT_GRAFT_FILE", "GIT_SHALLOW_FILE", "GIT_CONFIG",
        "GIT_EXTERNAL_DIFF",
    ];

    private static readonly (string Key, string Value)[] WithoutPrograms =
    [
        ("core.fsmonitor", "false"), ("core.hooksPath", OperatingSystem.IsWindows() ? "NUL" : "/dev/null"), ("core.pager", ""),
        ("diff.external", ""), ("log.showSignature", "false"),
        ("submodule.recurse", "false"),
    ];

    /// <summary>An environment for a program that itself asks git about a repository, as buildx does for attestations.</summary>
    public static IReadOnlyDictionary<string, string?> Protect(IReadOnlyDictionary<string, string?> variables) =>
        Configure(variables, WithoutPrograms);

    /// <summary>
    /// Adds configuration to an environment, after what is there: <c>GIT_CONFIG_COUNT</c>, which goes before the repository's
    /// own.
    /// </summary>
    internal static Dictionary<string, string?> Configure(IReadOnlyDictionary<string, string?> variables,
        IEnumerable<(string Key, string Value)> settings)
    {
        var result = new Dictionary<string, string?>(variables);
        var count = int.TryParse(variables.GetValueOrDefault("GIT_CONFIG_COUNT"), NumberStyles.None,
            CultureInfo.InvariantCulture, out var given) ? given : 0;
        foreach (var (key, value) in settings)
        {
            result[string.Create(CultureInfo.InvariantCulture, $"GIT_CONFIG_KEY_{count}")] = key;
            result[string.Create(CultureInfo.InvariantCulture, $"GIT_CONFIG_VALUE_{count++}")] = value;
        }

        result["GIT_CONFIG_COUNT"] = count.ToString(CultureInfo.InvariantCulture);
        return result;
    }

    /// <summary>
    /// What git answers, or null when it fails or is not there. No question here compares files, for which git would run the
    /// filters of the repository's configuration.
    /// </summary>
    /// <param name="cancellationToken">Cancels.</param>
    /// <param name="arguments">The arguments.</param>
    public async Task<string?> AskAsync(CancellationToken cancellationToken, params string[] arguments)
    {
        if (environment.FindProgram("git") is not { } git) return null;

        var variables = Configure(environment.ForProcess(), WithoutPrograms);
        foreach (var name in OfAnotherRepository) variables[name] = null;
        // No lock for a better index, no download of what a partial clone lacks, no question for a password.
        (variables["GIT_OPTIONAL_LOCKS"], variables["GIT_NO_LAZY_FETCH"], variables["GIT_TERMINAL_PROMPT"]) = ("0", "1", "0");
        try
        {
            var result = await Cli.Wrap(git).WithWorkingDirectory(directory).WithEnvironmentVariables(variables)
                .WithArguments(["--no-pager", .. arguments]).WithValidation(CommandResultValidation.None)
                .ExecuteBufferedAsync(Encoding.UTF8, cancellationToken).ConfigureAwait(false);
            return result.ExitCode == 0 ? result.StandardOutput : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
