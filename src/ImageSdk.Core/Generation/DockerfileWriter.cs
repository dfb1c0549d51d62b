using System.Text;
using ImageSdk.Dockerfiles;

namespace ImageSdk.Generation;

/// <summary>
/// Writes a Dockerfile in blocks, each with a comment that says what made it, and remembers it of each line. This is the only
/// place that writes instructions: it takes a text for one instruction only if BuildKit reads exactly one in it.
/// </summary>
/// <param name="wrong">Takes the item whose instruction is not written, and why.</param>
internal sealed class DockerfileWriter(Action<DeclaredItem, string> wrong)
{
    private const int LongestComment = 1000;
    private readonly StringBuilder _text = new();
    private readonly List<GeneratedBlock> _blocks = [];
    private int _lines;

    /// <summary>What was written.</summary>
    public string Text => _text.ToString();

    /// <summary>Which lines were made by which item.</summary>
    public IReadOnlyList<GeneratedBlock> Blocks => _blocks;

    /// <summary>
    /// What is written before the first command that is run; null when there is nothing, or when it was written.
    /// </summary>
    public (string Instruction, DeclaredItem Origin)? BeforeRun { get; set; }

    /// <summary>Writes what stands above everything.</summary>
    public void Head(string comment) => Comment(comment);

    /// <summary>Writes a block of one instruction.</summary>
    /// <param name="comment">Its comment: sentences, one a line.</param>
    /// <param name="instruction">The instruction.</param>
    /// <param name="origins">The items that made it, the one to look at first.</param>
    public void Block(string comment, string instruction, params IEnumerable<DeclaredItem> origins) =>
        Block(comment, [instruction], origins);

    /// <summary>Writes a block after an empty line.</summary>
    /// <param name="comment">Its comment: sentences, one a line.</param>
    /// <param name="instructions">The instructions.</param>
    /// <param name="origins">The items that made it, the one to look at first.</param>
    public void Block(string comment, IReadOnlyList<string> instructions, params IEnumerable<DeclaredItem> origins)
    {
        var items = origins.ToList();
        if (!instructions.All(IsOneInstruction))
        {
            // What no item made is the same in every image, and right.
            wrong(items[0], $"{items[0].Type} cannot be written into a Dockerfile as it is, since BuildKit would read something "
                + "else than one instruction. "
                + "Remove line breaks, control characters, unfinished quotes and lines of more than 65535 bytes from it.");
            return;
        }

        if (instructions.Any(instruction => instruction.StartsWith("RUN ", StringComparison.Ordinal))) RunsFromHere();
        if (_lines > 0) Line("");
        var first = _lines + 1;
        foreach (var line in comment.Split('\n', StringSplitOptions.RemoveEmptyEntries)) Comment(line);
        foreach (var line in instructions.SelectMany(instruction => instruction.Split('\n'))) Line(line);
        _blocks.AddRange(items.Select(origin => new GeneratedBlock(first, _lines, origin)));
    }

    /// <summary>Writes <see cref="BeforeRun"/>, unless it is there already.</summary>
    public void RunsFromHere()
    {
        if (BeforeRun is not { } before) return;

        BeforeRun = null;
        Block("", before.Instruction, before.Origin);
    }

    /// <summary>
    /// Whether it is one instruction, of the kind that its first word names, and the next line is the next instruction.
    /// </summary>
    private static bool IsOneInstruction(string text)
    {
        var read = Dockerfile.Parse($"FROM scratch\n{text}\nUSER 0\n", "");
        return read.Diagnostics.Count == 0 && read.Elements is [_, Instruction one, Instruction { Kind: InstructionKind.User }]
            && text.StartsWith(one.Keyword.Value + " ", StringComparison.Ordinal);
    }

    /// <summary>A comment is for people: what would break its line, or make it unreadable, is left out.</summary>
    private void Comment(string text)
    {
        var line = string.Concat(text.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c));
        var end = LongestComment < line.Length && char.IsHighSurrogate(line[LongestComment - 1])
            ? LongestComment - 1
            : LongestComment;
        Line("# " + (line.Length > LongestComment ? line[..end] + "…" : line));
    }

    private void Line(string line)
    {
        _text.Append(line).Append('\n');
        _lines++;
    }
}
