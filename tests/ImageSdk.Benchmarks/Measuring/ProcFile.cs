using System.Globalization;
using System.Text;

namespace ImageSdk.Benchmarks.Measuring;

/// <summary>What /proc says of a process: proc_pid_stat(5). Nothing, when it has ended.</summary>
internal static class ProcFile
{
    /// <summary>The unit of times: USER_HZ, which is 100 on every system that .NET runs on.</summary>
    private const double TicksPerSecond = 100;

    /// <summary>The processes that have a mark in their environment.</summary>
    public static IReadOnlyList<int> WithMark(byte[] mark) => [.. Directory.EnumerateDirectories("/proc")
        .Select(d => int.TryParse(d.AsSpan("/proc/".Length), CultureInfo.InvariantCulture, out var id) ? id : 0)
        .Where(id => id > 0 && Read(id, "environ").AsSpan().IndexOf(mark) >= 0)];

    /// <summary>When a process started. With it, a number that is used again is another process. Null when it has ended.</summary>
    public static string? StartOf(int id) => Fields(id) is { Length: > 0 } fields ? fields[19] : null;

    /// <summary>The processor time of the processes that ended and that a process, or those that ended, had waited for, in seconds.</summary>
    public static double ChildrenSecondsOf(int id) => Seconds(id, 13, 14);

    /// <summary>The processor time of a process itself, in seconds.</summary>
    public static double SecondsOf(int id) => Seconds(id, 11, 12);

    /// <summary>The memory of a process in bytes, its part of what it shares (PSS).</summary>
    public static long MemoryOf(int id)
    {
        var line = Encoding.ASCII.GetString(Read(id, "smaps_rollup")).Split('\n')
            .FirstOrDefault(l => l.StartsWith("Pss:", StringComparison.Ordinal));
        return line is null ? 0 : 1024 * long.Parse(line["Pss:".Length..^"kB".Length].Trim(), CultureInfo.InvariantCulture);
    }

    private static double Seconds(int id, params int[] indices) => Fields(id) is { Length: > 0 } fields
        ? indices.Sum(i => long.Parse(fields[i], CultureInfo.InvariantCulture)) / TicksPerSecond
        : 0;

    /// <summary>The fields after the name, which stands in brackets and may have any character.</summary>
    private static string[] Fields(int id)
    {
        var stat = Encoding.UTF8.GetString(Read(id, "stat"));
        return stat.Length > 0 ? stat[(stat.LastIndexOf(')') + 2)..].Split(' ') : [];
    }

    private static byte[] Read(int id, string file)
    {
        try
        {
            return File.ReadAllBytes($"/proc/{id}/{file}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
