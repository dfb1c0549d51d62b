using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ImageSdk.Generation.Compose;

/// <summary>
/// Writes mappings, sequences and scalars as YAML 1.2 in block style, in the order that they have. All that is not certainly a
/// plain string to any reader of YAML is quoted, with escapes that JSON has, too (section 5.7).
/// </summary>
internal static partial class YamlText
{
    /// <summary>The text of a mapping, with a line feed at its end.</summary>
    public static string Write(JsonObject mapping)
    {
        var text = new StringBuilder();
        Write(text, mapping, 0);
        return text.ToString();
    }

    private static void Write(StringBuilder text, JsonObject mapping, int indent)
    {
        foreach (var (key, value) in mapping)
        {
            text.Append(' ', indent).Append(Scalar(key)).Append(':');
            switch (value)
            {
                case JsonObject { Count: > 0 } inner:
                    text.Append('\n');
                    Write(text, inner, indent + 2);
                    break;
                case JsonArray { Count: > 0 } inner:
                    text.Append('\n');
                    Write(text, inner, indent + 2);
                    break;
                default:
                    text.Append(value is null ? "" : " ").Append(Leaf(value)).Append('\n');
                    break;
            }
        }
    }

    private static void Write(StringBuilder text, JsonArray sequence, int indent)
    {
        foreach (var value in sequence)
        {
            if (value is JsonObject { Count: > 0 } inner)
            {
                // The dash takes the place of the first key's indentation.
                var at = text.Length;
                Write(text, inner, indent + 2);
                text[at + indent] = '-';
            }
            else
            {
                text.Append(' ', indent).Append("- ").Append(Leaf(value)).Append('\n');
            }
        }
    }

    /// <summary>A scalar, or what is empty. Nothing is null, as in <c>NAME:</c>.</summary>
    private static string Leaf(JsonNode? value) => value switch
    {
        null => "",
        JsonObject => "{}",
        JsonArray => "[]",
        _ when value.GetValueKind() == JsonValueKind.String => Scalar(value.GetValue<string>()),
        _ => value.ToJsonString(),
    };

    private static string Scalar(string value) => PlainForm().IsMatch(value) && !WordForm().IsMatch(value) ? value
        : string.Concat(value.Select(c => c switch
        {
            '"' or '\\' => $"\\{c}",
            '\n' => "\\n",
            '\t' => "\\t",
            // What is not printable, or ends a line for YAML 1.1. A lone half of a pair has no form at all.
            < ' ' or (>= '\x7f' and <= '\xa0') or '\u2028' or '\u2029' or '\ufeff' or >= '\ufffe' => $"\\u{(int)c:x4}",
            _ => c.ToString(),
        }).Prepend("\"").Append("\""));

    /// <summary>Begins with a letter, and has no colon at its end: so no number, time, date, tag or indicator.</summary>
    [GeneratedRegex(@"^[A-Za-z/]([A-Za-z0-9/._@:-]*[A-Za-z0-9/._-])?\z")]
    private static partial Regex PlainForm();

    /// <summary>What some reader takes for a boolean or nothing.</summary>
    [GeneratedRegex(@"^(y|n|yes|no|on|off|true|false|null)\z", RegexOptions.IgnoreCase)]
    private static partial Regex WordForm();
}
