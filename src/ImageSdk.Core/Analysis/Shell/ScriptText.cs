using ImageSdk.Dockerfiles;

namespace ImageSdk.Analysis.Shell;

/// <summary>A text that a shell reads, and the way from each of its characters to the place in the file.</summary>
internal sealed class ScriptText
{
    private readonly Func<int, int, TextSpan> _spanOf;

    private ScriptText(string value, Func<int, int, TextSpan> spanOf)
    {
        Value = value;
        _spanOf = spanOf;
    }

    /// <summary>What the shell reads.</summary>
    public string Value { get; }

    /// <summary>A text that is in no file.</summary>
    public static ScriptText Of(string value) => new(value, (from, length) => new TextSpan(from, length));

    /// <summary>What BuildKit hands to the shell: continuations and comments of the Dockerfile are gone.</summary>
    public static ScriptText Of(Token token) => new(token.Value, token.SpanOf);

    /// <summary>The content of a here-document, which stands in the file as the shell reads it.</summary>
    public static ScriptText Of(Heredoc heredoc)
    {
        var start = heredoc.ContentSpan.Start;
        return new ScriptText(heredoc.Content, (from, length) => new TextSpan(start + from, length));
    }

    /// <summary>A part of the text that another shell reads (<c>bash -c '…'</c>), quotes removed.</summary>
    /// <param name="value">What that shell reads.</param>
    /// <param name="offsets">The offset in this text of each of its characters.</param>
    /// <param name="start">The offset of its beginning, which an empty text has, too.</param>
    public ScriptText Inner(string value, IReadOnlyList<int> offsets, int start) => new(value, (from, length) => length == 0
        ? SpanOf(from < offsets.Count ? offsets[from] : offsets.Count == 0 ? start : offsets[^1] + 1, 0)
        : SpanOf(offsets[from], offsets[from + length - 1] - offsets[from] + 1));

    /// <summary>Some whole lines of the text.</summary>
    public ScriptText Part(int start, int end) => new(Value[start..end], (from, length) => SpanOf(start + from, length));

    /// <summary>Where a part is written.</summary>
    public TextSpan SpanOf(int start, int length) => _spanOf(start, length);
}
