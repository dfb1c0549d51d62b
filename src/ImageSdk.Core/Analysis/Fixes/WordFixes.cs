using ImageSdk.Analysis.Images;
using ImageSdk.Analysis.Shell;

namespace ImageSdk.Analysis;

/// <summary>The commonest fixes of commands.</summary>
internal static class WordFixes
{
    /// <summary>Inserts further words after a word. In a JSON array each is a string of its own.</summary>
    public static Fix Fix(this Word word, AnalyzedImage image, string words) => ImageSdk.Analysis.Fix.Of(image.Insert(word.Span.End, IsJson(word, image)
        ? string.Concat(words.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(part => $", \"{part}\""))
        : words));

    /// <summary>Whether the word is a string of a JSON array.</summary>
    private static bool IsJson(Word word, AnalyzedImage image) =>
        image.Dockerfile.Source.Slice(word.Span) is ['"', .., '"'] && word.Raw == word.Value;
}
