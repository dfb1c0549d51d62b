using System.Text.RegularExpressions;
using ImageSdk.Analysis.Shell;

namespace ImageSdk.Analysis.Commands;

/// <summary>
/// A call of pip, in one of its many forms: <c>pip</c>, <c>pip3.11</c>, <c>python -m pip</c>, <c>uv pip</c>, <c>uv sync</c>.
/// </summary>
internal sealed partial class PipCommand
{
    private static readonly HashSet<string> LongWithValue = new(StringComparer.Ordinal)
    {
        "requirement", "constraint", "editable", "index-url", "extra-index-url", "find-links", "target", "prefix", "root",
        "cache-dir", "python", "timeout", "retries", "trusted-host", "proxy", "cert", "log", "platform", "python-version",
        "implementation", "abi", "upgrade-strategy", "no-binary", "only-binary", "config-settings", "global-option",
        "progress-bar", "report", "src", "group", "index-strategy", "override", "build-constraint", "requirements", "constraints",
        "index", "default-index", "link-mode", "torch-backend",
    };

    private PipCommand(CommandLine line, bool isUv, Word subcommand, IReadOnlyList<CommandOption> options,
        IReadOnlyList<Word> specifiers)
    {
        Line = line;
        IsUv = isUv;
        Subcommand = subcommand;
        Options = options;
        Specifiers = specifiers;
    }

    /// <summary>The command.</summary>
    public CommandLine Line { get; }

    /// <summary>Whether it is uv.</summary>
    public bool IsUv { get; }

    /// <summary>Whether it says what to install; <c>uv sync</c> and <c>uv tool</c> take that from elsewhere.</summary>
    public bool HasRequirements { get; private init; }

    /// <summary>What it does: <c>install</c>, <c>download</c>, <c>wheel</c>, ….</summary>
    public Word Subcommand { get; }

    /// <summary>The options, before and after <see cref="Subcommand"/>.</summary>
    public IReadOnlyList<CommandOption> Options { get; }

    /// <summary>What is to be installed and stands in the command itself.</summary>
    public IReadOnlyList<Word> Specifiers { get; }

    /// <summary>The requirement files (<c>-r</c>), as written.</summary>
    public IEnumerable<CommandOption> RequirementFiles =>
        Options.Where(option => option.Name is "r" or "requirement" or "requirements");

    /// <summary>
    /// Whether it brings packages from an index: it installs, downloads or builds, and not only from this machine.
    /// </summary>
    public bool Downloads =>
        !HasRequirements
        ? !Has("offline", "help", "h")
        : Subcommand.Value is "install" or "download" or "wheel" or "sync" && !Has("no-index", "help", "h")
        && (Specifiers.Count > 0 || Has("r", "requirement", "requirements", "e", "editable", "group"))
        && !(Has("no-deps") && Specifiers.All(IsLocal) && !Has("r", "requirement", "requirements", "group"));

    /// <summary>The call of pip that a command is; null when it is none.</summary>
    public static PipCommand? Of(CommandLine line)
    {
        var isUv = line.Program == "uv";
        var isOther = false;
        var arguments = line.Arguments;
        if (isUv)
        {
            var pip = arguments.TakeWhile(word => word.Value.StartsWith('-')).Count();
            // Projects and tools of uv name no requirements that could be read here.
            isOther = arguments.Skip(pip).Take(2).ToList() is [{ Value: "sync" }, ..]
                or [{ Value: "tool" }, { Value: "install" }];
            if (!isOther && (pip >= arguments.Count || arguments[pip].Value != "pip"))
                return null;
            if (arguments[pip].Value != "sync")
                arguments = [.. arguments.Take(pip), .. arguments.Skip(pip + 1)];
        }
        else if (Python().IsMatch(line.Program))
        {
            var module = 0;
            while (module < arguments.Count && arguments[module].Value.StartsWith('-') && arguments[module].Value != "-m")
                module++;
            if (module + 1 >= arguments.Count || arguments[module].Value != "-m" || arguments[module + 1].Value != "pip")
                return null;
            arguments = [.. arguments.Skip(module + 2)];
        }
        else if (!Pip().IsMatch(line.Program))
        {
            return null;
        }

        var (options, others, _) = OptionReader.Read(line, arguments, "rceiftpbCd", LongWithValue);
        return others.Count == 0
            ? null
            : new PipCommand(line, isUv, others[0], options, [.. others.Skip(1)]) { HasRequirements = !isOther };
    }

    /// <summary>Whether it has one of some options.</summary>
    public bool Has(params string[] names) => Options.Any(option => names.Contains(option.Name));

    /// <summary>The last of some options, or null.</summary>
    public CommandOption? Find(params string[] names) => Options.LastOrDefault(option => names.Contains(option.Name));

    /// <summary>Whether a specifier is a folder or a file of this machine.</summary>
    public static bool IsLocal(Word specifier) =>
        specifier.Value.StartsWith('.') || specifier.Value.StartsWith('/')
        || specifier.Value.EndsWith(".whl", StringComparison.Ordinal);

    [GeneratedRegex(@"^(pip|pip3)(\.\d+)?$|^pip3?-?\d+(\.\d+)?$")]
    private static partial Regex Pip();

    [GeneratedRegex(@"^python(\d(\.\d+)?)?$")]
    private static partial Regex Python();
}
