using System.Collections;

namespace ImageSdk.Engine;

/// <summary>
/// The environment variables of a build, and where its programs are. Not those of the process: a node of MSBuild outlives the
/// builds of one environment, and with <c>-mt</c> projects of several environments are built in one process at the same time.
/// </summary>
public sealed class BuildEnvironment : IEquatable<BuildEnvironment>
{
    /// <summary>Variables of docker and buildx that hold a path.</summary>
    private static readonly string[] Paths = ["DOCKER_CONFIG", "DOCKER_CERT_PATH", "BUILDX_CONFIG"];

    private readonly Dictionary<string, string> _variables =
        new(OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);

    /// <summary>An environment of these variables.</summary>
    /// <param name="variables">All that there are.</param>
    /// <param name="directory">The full path of the folder from which relative paths in variables start: the project's.</param>
    public BuildEnvironment(IEnumerable<KeyValuePair<string, string>> variables, string directory)
    {
        foreach (var (name, value) in variables) _variables[name] = value;
        foreach (var name in Paths)
        {
            // In full, since what a relative path means to a process is a matter of where it was started.
            if (Find(name) is { Length: > 0 } path) _variables[name] = Path.GetFullPath(path, directory);
        }
    }

    /// <summary>What is waited for in this environment.</summary>
    public PendingAnswers Pending { get; init; } = new();

    /// <summary>The environment of this process, as it is now.</summary>
    /// <inheritdoc cref="BuildEnvironment(IEnumerable{KeyValuePair{string, string}}, string)" path="/param[@name='directory']"/>
    public static BuildEnvironment OfProcess(string directory) => new(ProcessVariables(), directory);

    /// <summary>A variable, or null when it is not set.</summary>
    public string? Find(string name) => _variables.GetValueOrDefault(name);

    /// <summary>
    /// The full path of a program on <c>PATH</c>, or null. Only there: whoever starts a bare name starts what lies in the current
    /// directory.
    /// </summary>
    /// <param name="name">The program's name without an extension.</param>
    /// <param name="extensions">The extensions that it may have on Windows; <c>.exe</c> alone when null.</param>
    public string? FindProgram(string name, IReadOnlyList<string>? extensions = null)
    {
        extensions = !OperatingSystem.IsWindows() ? [""] : extensions ?? [".exe"];
        return (Find("PATH") ?? "").Split(Path.PathSeparator).Where(Path.IsPathFullyQualified)
            .SelectMany(directory => extensions.Select(extension => Path.Combine(directory, name + extension)))
            .FirstOrDefault(IsProgram);
    }

    /// <summary>
    /// What has to be set for a process that is started, and with null removed, so that it has this environment.
    /// </summary>
    public IReadOnlyDictionary<string, string?> ForProcess()
    {
        var changes = _variables.ToDictionary(v => v.Key, v => (string?)v.Value, _variables.Comparer);
        foreach (var (name, _) in ProcessVariables()) changes.TryAdd(name, null);
        return changes;
    }

    /// <inheritdoc />
    public bool Equals(BuildEnvironment? other) => other is not null && _variables.Count == other._variables.Count
        && _variables.All(v => other._variables.TryGetValue(v.Key, out var value) && value == v.Value);

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as BuildEnvironment);

    /// <inheritdoc />
    public override int GetHashCode() => _variables.Count;

    private static IEnumerable<KeyValuePair<string, string>> ProcessVariables() => Environment.GetEnvironmentVariables()
        .Cast<DictionaryEntry>().Select(v => KeyValuePair.Create((string)v.Key, (string?)v.Value ?? ""));

    /// <summary>Whether a file is there and may be run.</summary>
    internal static bool IsProgram(string file)
    {
        const UnixFileMode execute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        return File.Exists(file) && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(file) & execute) != 0);
    }
}
