using System.Text;

namespace ImageSdk.Generation;

/// <summary>Writes a Dockerfile in blocks, each with a comment that says what made it, and remembers it of each line.</summary>
internal sealed class DockerfileWriter
{
    private readonly StringBuilder _text = new();
    private readonly List<GeneratedBlock> _blocks = [];
    private int _lines;

    /// <summary>What was written.</summary>
    public string Text => _text.ToString();

    /// <summary>Which lines were made by which item.</summary>
    public IReadOnlyList<GeneratedBlock> Blocks => _blocks;

    /// <summary>What is written before the first command that is run; null when there is nothing, or when it was written.</summary>
    public (string Text, DeclaredItem Origin)? BeforeRun { get; set; }

    /// <summary>Writes what stands above everything.</summary>
    public void Head(string comment) => Line("# " + comment);

    /// <summary>Writes a block after an empty line.</summary>
    /// <param name="comment">Its comment: sentences, one a line.</param>
    /// <param name="text">The instructions.</param>
    /// <param name="origins">The items that made it, the one to look at first.</param>
    public void Block(string comment, string text, params IEnumerable<DeclaredItem> origins)
    {
        if (text.Split('\n').Any(line => line.StartsWith("RUN ", StringComparison.Ordinal))) RunsFromHere();
        if (_lines > 0) Line("");
        var first = _lines + 1;
        foreach (var line in comment.Split('\n', StringSplitOptions.RemoveEmptyEntries)) Line("# " + line);
        foreach (var line in text.TrimEnd('\n').Split('\n')) Line(line);
        _blocks.AddRange(origins.Select(origin => new GeneratedBlock(first, _lines, origin)));
    }

    /// <summary>Writes <see cref="BeforeRun"/>, unless it is there already.</summary>
    public void RunsFromHere()
    {
        if (BeforeRun is not { } before) return;

        BeforeRun = null;
        Block("", before.Text, before.Origin);
    }

    private void Line(string line)
    {
        _text.Append(line).Append('\n');
        _lines++;
    }
}
