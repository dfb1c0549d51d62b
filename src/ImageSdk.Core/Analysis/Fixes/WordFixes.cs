using ImageSdk.Analysis.Images;
using ImageSdk.Analysis.Shell;

namespace ImageSdk.Analysis;

/// <summary>The commonest fixes of commands.</summary>
internal static class WordFixes
{
    /// <summary>Inserts further words after a word. In a JSON array each is a string of its own.</summary>
    public static Fix Fix(this Word word, AnalyzedImage image, string words) =>
        ImageSdk.Analysis.Fix.Of(image.Insert(word.Span.End, IsJson(word, image)
        ? string.Concat(words.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(part => $", \"{part}\""))
        : words));

    /// <summary>Removes a word with the blanks before it; null for a string of a JSON array.</summary>
    public static Fix? Remove(AnalyzedImage image, Word word)
    {
        if (IsJson(word, image))
            return null;
        var text = image.Dockerfile.Source.Text;
        var (start, end) = (word.Span.Start, word.Span.End);
        while (end < text.Length && text[end] is ' ' or '\t')
            end++;
        var lineStart = text.LastIndexOf('\n', start - 1) + 1;
        var lineEnd = text.IndexOf('\n', end) + 1;
        if (lineEnd > 0 && string.IsNullOrWhiteSpace(text[lineStart..start])
            && text[end..lineEnd].Trim() == image.Dockerfile.Escape.ToString())
            return ImageSdk.Analysis.Fix.Of(image.Edit(Dockerfiles.TextSpan.FromBounds(lineStart, lineEnd), ""));
        // What is left of a line must not be two blanks, nor none at its end.
        if (end < text.Length && text[end] is not ('\r' or '\n'))
            return ImageSdk.Analysis.Fix.Of(image.Edit(Dockerfiles.TextSpan.FromBounds(start, end), ""));
        while (start > 0 && text[start - 1] is ' ' or '\t')
            start--;
        return ImageSdk.Analysis.Fix.Of(image.Edit(Dockerfiles.TextSpan.FromBounds(start, word.Span.End), ""));
    }

    /// <summary>Removes several words of one command; null where one is a string of a JSON array.</summary>
    public static IReadOnlyList<TextEdit>? Remove(AnalyzedImage image, IReadOnlyList<Word> words)
    {
        var text = image.Dockerfile.Source.Text;
        var edits = new List<TextEdit>();
        foreach (var fix in words.Select(word => Remove(image, word)))
        {
            if (fix?.Edits is not [var edit])
                return null;
            if (edits.Count == 0 || edits[^1].Span.End < edit.Span.Start)
            {
                edits.Add(edit);
                continue;
            }

            // The blanks between two words, which both would take; and at the end of a line, those before the first.
            var (start, end) = (edits[^1].Span.Start, edit.Span.End);
            while (end < text.Length && text[end] is '\r' or '\n' && text[start - 1] is ' ' or '\t')
                start--;
            edits[^1] = image.Edit(Dockerfiles.TextSpan.FromBounds(start, end), "");
        }

        return edits;
    }

    /// <summary>Whether the word is a string of a JSON array.</summary>
    private static bool IsJson(Word word, AnalyzedImage image) =>
        image.Dockerfile.Source.Slice(word.Span) is ['"', .., '"'] && word.Raw == word.Value;
}
