namespace ImageSdk.Analysis.Contexts;

/// <summary>A kind of folder or file that tools write for themselves, and that no image needs.</summary>
/// <param name="Pattern">What an ignore file says to keep it out.</param>
internal sealed record Clutter(string Pattern)
{
    /// <summary>
    /// The programs that write it again in the build; where none of them runs there, someone may need what is there. Empty for
    /// never needed.
    /// </summary>
    public IReadOnlyList<string> MadeBy { get; private init; } = [];

    /// <summary>What lies beside it or, with a slash, in it, by which it is known; empty where the name says enough.</summary>
    private IReadOnlyList<string> Signs { get; init; } = [];

    /// <summary>The history of git.</summary>
    public static Clutter Git { get; } = new("**/.git");

    /// <summary>The log of <c>dotnet build -bl</c>, which MSBuild still writes while BuildKit reads it.</summary>
    private static readonly Clutter BinaryLog = new("**/*.binlog");

    private static readonly IReadOnlyList<string> Node = ["npm", "yarn", "pnpm", "bun", "corepack"];

    private static readonly Dictionary<string, Clutter> ByName = new(StringComparer.Ordinal)
    {
        [".git"] = Git,
        [".hg"] = new("**/.hg"),
        [".svn"] = new("**/.svn"),
        ["__pycache__"] = new("**/__pycache__"),
        [".pytest_cache"] = new("**/.pytest_cache"),
        [".mypy_cache"] = new("**/.mypy_cache"),
        [".ruff_cache"] = new("**/.ruff_cache"),
        [".tox"] = new("**/.tox"),
        [".nox"] = new("**/.nox"),
        [".ipynb_checkpoints"] = new("**/.ipynb_checkpoints"),
        [".terraform"] = new("**/.terraform"),
        [".gradle"] = new("**/.gradle"),
        [".vs"] = new("**/.vs"),
        [".idea"] = new("**/.idea"),
        [".venv"] = new("**/.venv") { Signs = ["/pyvenv.cfg"] },
        ["venv"] = new("**/venv") { Signs = ["/pyvenv.cfg"] },
        ["env"] = new("**/env") { Signs = ["/pyvenv.cfg"] },
        ["node_modules"] = new("**/node_modules") { MadeBy = Node },
        ["bin"] = new("**/bin") { MadeBy = ["dotnet"], Signs = [".csproj", ".fsproj", ".vbproj"] },
        ["obj"] = new("**/obj") { Signs = [".csproj", ".fsproj", ".vbproj"] },
        ["target"] = new("**/target") { MadeBy = ["cargo", "mvn", "mvnw"], Signs = ["Cargo.toml", "pom.xml"] },
    };

    /// <summary>Where the artifacts layout of .NET has the files that only a build reads.</summary>
    private static readonly Clutter ArtifactsObj = new("**/artifacts/obj");

    /// <summary>What an ignore file that is written anew keeps out, whether it is there yet or not.</summary>
    public static IReadOnlyList<string> Always { get; } =
        ["**/.git", "**/__pycache__", "**/*.pyc", "**/.pytest_cache", "**/.mypy_cache", "**/.ruff_cache", "**/.DS_Store"];

    /// <summary>What a file is; null for something that an image may need.</summary>
    /// <param name="name">Its name.</param>
    public static Clutter? OfFile(string name) => name.EndsWith(".binlog", StringComparison.Ordinal) ? BinaryLog : null;

    /// <summary>What a folder is; null for something that an image may need.</summary>
    /// <param name="path">The path of the folder.</param>
    /// <param name="beside">The names of all that is beside it.</param>
    /// <param name="contains">Whether it has a file of a name.</param>
    public static Clutter? Of(string path, IEnumerable<string> beside, Func<string, bool> contains)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        if (("/" + path).EndsWith("/artifacts/obj", StringComparison.Ordinal) && beside.Contains("bin"))
            return ArtifactsObj;
        if (!ByName.TryGetValue(name, out var clutter))
            return null;
        return clutter.Signs.Count == 0
            || clutter.Signs.Any(sign =>
                sign[0] == '/' ? contains(sign[1..]) : beside.Any(other => other.EndsWith(sign, StringComparison.Ordinal)))
                    ? clutter
                    : null;
    }
}
