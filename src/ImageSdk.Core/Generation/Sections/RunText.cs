using System.Text;

namespace ImageSdk.Generation.Sections;

/// <summary>A RUN instruction: mounts, then one command, or several in a here-document that stops at the first that fails.</summary>
internal sealed class RunText
{
    private readonly List<string> _mounts = [];
    private readonly List<string> _lines = [];

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

    /// <inheritdoc />
    public override string ToString()
    {
        var text = new StringBuilder("RUN");
        foreach (var mount in _mounts) text.Append(text.Length == 3 ? " " : " \\\n    ").Append("--mount=").Append(mount);
        var separator = _mounts.Count > 0 ? " \\\n    " : " ";
        return _lines is [var only] && !only.StartsWith('#')
            ? text.Append(separator).Append(only).ToString()
            : text.Append(" <<'EOF'\nset -eu\n").AppendJoin('\n', _lines).Append("\nEOF").ToString();
    }
}
