using System.Text;

namespace ImageSdk.Dockerfiles;

/// <summary>
/// Splits what the shell lexer puts out into words, at white space that is neither quoted nor escaped: <c>wordsStruct</c>
/// in BuildKit's <c>frontend/dockerfile/shell/lex.go</c>.
/// </summary>
internal sealed class ShellWordCollector
{
    private readonly List<ShellWord> _words = [];
    private readonly StringBuilder _word = new();
    private int _start;
    private int _end;

    /// <summary>Adds text whose white space ends words.</summary>
    public void Add(string text, int start, int end)
    {
        foreach (var character in text)
        {
            if (!char.IsWhiteSpace(character))
                AddRaw(character.ToString(), start, end);
            else
                EndWord();
        }
    }

    /// <summary>Adds text that is part of a word whatever it is.</summary>
    public void AddRaw(string text, int start, int end)
    {
        if (_word.Length == 0)
            _start = start;
        _word.Append(text);
        _end = end;
    }

    public List<ShellWord> Finish()
    {
        EndWord();
        return _words;
    }

    private void EndWord()
    {
        if (_word.Length > 0)
            _words.Add(new ShellWord(_word.ToString(), _start, _end));
        _word.Clear();
    }
}
