using System.Globalization;
using System.Text;

namespace ImageSdk.Analysis;

/// <summary>The difference of two texts as <c>diff -u</c> writes it, which <c>git apply</c> and people read.</summary>
public static class UnifiedDiff
{
    private const int Context = 3;

    /// <summary>The difference; empty when there is none.</summary>
    /// <param name="path">The path to write, with slashes.</param>
    /// <param name="before">The old text; null for a file that is new.</param>
    /// <param name="after">The new text.</param>
    public static string Of(string path, string? before, string after)
    {
        if (before == after)
            return "";
        var (old, now) = (Lines(before ?? ""), Lines(after));
        var lines = Compare(old, now);
        var result = new StringBuilder().Append(before is null ? "--- /dev/null\n" : $"--- a/{path}\n").Append($"+++ b/{path}\n");
        for (var start = NextChange(lines, 0); start < lines.Count;)
        {
            // Changes with little between them share a hunk.
            var end = start;
            for (var next = start; next < lines.Count && next - end <= 2 * Context; next = NextChange(lines, next + 1))
                end = next;
            var (from, to) = (Math.Max(start - Context, 0), Math.Min(end + Context + 1, lines.Count));
            WriteHunk(lines, from, to, result);
            start = NextChange(lines, to);
        }

        return result.ToString();
    }

    private static int NextChange(List<(char Sign, string Text)> lines, int at)
    {
        while (at < lines.Count && lines[at].Sign == ' ')
            at++;
        return at;
    }

    private static void WriteHunk(List<(char Sign, string Text)> lines, int from, int to, StringBuilder result)
    {
        var hunk = lines.GetRange(from, to - from);
        result.Append(CultureInfo.InvariantCulture, $"@@ -{Range(lines, from, hunk, '+')} +{Range(lines, from, hunk, '-')} @@\n");
        foreach (var (sign, text) in hunk)
        {
            result.Append(sign).Append(text);
            if (!text.EndsWith('\n'))
                result.Append("\n\\ No newline at end of file\n");
        }
    }

    /// <summary>The first line and the number of lines on one side, to which the lines of the other sign do not belong.</summary>
    private static string Range(List<(char Sign, string Text)> lines, int from, List<(char Sign, string Text)> hunk, char other)
    {
        var count = hunk.Count(line => line.Sign != other);
        var before = lines.Take(from).Count(line => line.Sign != other);
        return string.Create(CultureInfo.InvariantCulture, $"{(count == 0 ? before : before + 1)},{count}");
    }

    private static List<(char Sign, string Text)> Compare(List<string> old, List<string> now)
    {
        var start = 0;
        while (start < old.Count && start < now.Count && old[start] == now[start])
            start++;
        var (oldEnd, nowEnd) = (old.Count, now.Count);
        while (oldEnd > start && nowEnd > start && old[oldEnd - 1] == now[nowEnd - 1])
            (oldEnd, nowEnd) = (oldEnd - 1, nowEnd - 1);

        // The longest common subsequence of what is left, which is short: fixes touch few lines.
        var (height, width) = (oldEnd - start, nowEnd - start);
        var common = new int[height + 1, width + 1];
        for (var i = height - 1; i >= 0; i--)
        {
            for (var j = width - 1; j >= 0; j--)
                common[i, j] = old[start + i] == now[start + j]
                ? common[i + 1, j + 1] + 1
                : Math.Max(common[i + 1, j], common[i, j + 1]);
        }

        var lines = old.Take(start).Select(line => (' ', line)).ToList();
        for (int i = 0, j = 0; i < height || j < width;)
        {
            if (i < height && j < width && old[start + i] == now[start + j])
            {
                lines.Add((' ', old[start + i++]));
                j++;
            }
            else if (i < height && (j == width || common[i + 1, j] >= common[i, j + 1]))
            {
                lines.Add(('-', old[start + i++]));
            }
            else
            {
                lines.Add(('+', now[start + j++]));
            }
        }

        lines.AddRange(old.Skip(oldEnd).Select(line => (' ', line)));
        return lines;
    }

    private static List<string> Lines(string text)
    {
        var lines = new List<string>();
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf('\n', start) is var newline and >= 0 ? newline + 1 : text.Length;
            lines.Add(text[start..end]);
            start = end;
        }

        return lines;
    }
}
