using System.Text;

namespace ImageSdk.Generation.Sections;

/// <summary>
/// A RUN instruction: mounts, then one command, or several in a here-document that stops at the first that fails.
/// </summary>
internal sealed class RunText
{
    private readonly List<string> _mounts = [];
    private readonly List<string> _lines = [];
    private string? _script;

    /// <summary>Adds a mount.</summary>
    public RunText Mount(string mount)
    {
        _mounts.Add(mount);
        return this;
    }

    /// <summary>Adds a command, or a comment.</summary>
    public RunText Line(string line)
    {
        _lines.Add(line);
        return this;
    }

    /// <summary>
    /// Takes the commands of a person, which the shell gets byte for byte. No <see cref="Line"/> goes with them.
    /// </summary>
    public RunText Script(string script)
    {
        _script = script;
        return this;
    }

    /// <inheritdoc />
    public override string ToString()
    {
        var text = new StringBuilder("RUN");
        foreach (var mount in _mounts) text.Append(text.Length == 3 ? " " : " \\\n    ").Append("--mount=").Append(mount);
        var separator = _mounts.Count > 0 ? " \\\n    " : " ";
        if (_script is null ? _lines is [var only] && !only.StartsWith('#') : IsPlain(_script))
            return text.Append(separator).Append(_script ?? _lines[0]).ToString();

        var script = _script ?? string.Join('\n', _lines);
        // One command needs nothing that stops after it. A first line with an interpreter would be run by that one, without
        // stopping.
        var stops = _script is null || script.StartsWith('#') || script.Contains('\n') ? "set -eu\n" : "";
        return text.Append(' ').Append(HereDocument.Write("EOF", "", stops + script + "\n")).ToString();
    }

    /// <summary>
    /// Whether BuildKit takes a line behind RUN for the command that it is: without flags, an array, a comment, a continuation or
    /// a here-document.
    /// </summary>
    private static bool IsPlain(string script) =>
        script.Length > 0 && script == script.Trim() && script[0] is not ('#' or '-' or '[') && script[^1] != '\\'
        && !script.Any(char.IsControl) && !script.Contains("<<", StringComparison.Ordinal);
}
