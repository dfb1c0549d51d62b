using System.Text.Encodings.Web;
using System.Text.Json;

namespace ImageSdk.Generation.Sections;

/// <summary>The form of instructions that no shell reads: a JSON array of strings.</summary>
internal static class ExecForm
{
    public static string Write(IEnumerable<string> words) =>
        $"[{string.Join(", ", words.Select(word => $"\"{Encode(word)}\""))}]";

    private static JsonEncodedText Encode(string word) =>
        JsonEncodedText.Encode(word, JavaScriptEncoder.UnsafeRelaxedJsonEscaping);
}
