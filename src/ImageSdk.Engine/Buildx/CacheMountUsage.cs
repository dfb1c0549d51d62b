using System.Globalization;
using System.Text.RegularExpressions;

namespace ImageSdk.Engine.Buildx;

/// <summary>Reads what <c>docker buildx du --verbose</c> says of cache mounts.</summary>
internal static partial class CacheMountUsage
{
    /// <summary>
    /// The bytes by the id of the mount as BuildKit knows it: a namespace, a slash, and what the Dockerfile says. Of several of
    /// one id, as for <c>sharing=private</c> or other bases, the fullest.
    /// </summary>
    public static IReadOnlyDictionary<string, long> Read(string text)
    {
        var sizes = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var record in Beginning().Split(text))
        {
            var id = Id().Match(record);
            var size = Size().Match(record);
            if (id.Success && size.Success)
                sizes[id.Groups["id"].Value] = Math.Max(sizes.GetValueOrDefault(id.Groups["id"].Value), Bytes(size));
        }

        return sizes;
    }

    private static long Bytes(Match size) =>
        (long)(double.Parse(size.Groups["number"].ValueSpan, CultureInfo.InvariantCulture) * size.Groups["unit"].Value switch
    {
        "k" or "K" => 1e3,
        "M" => 1e6,
        "G" => 1e9,
        "T" => 1e12,
        _ => 1,
    });

    [GeneratedRegex("^(?=ID:)", RegexOptions.Multiline)]
    private static partial Regex Beginning();

    [GeneratedRegex(@"^Size:\s+(?<number>[0-9.]+)(?<unit>[kKMGT]?)i?B", RegexOptions.Multiline)]
    private static partial Regex Size();

    /// <summary>The description ends with it, after the whole command.</summary>
    [GeneratedRegex("with id \"(?<id>[^\"\n]*)\"[ \\t\r]*$", RegexOptions.Multiline | RegexOptions.RightToLeft)]
    private static partial Regex Id();
}
