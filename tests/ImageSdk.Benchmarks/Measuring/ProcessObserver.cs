using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace ImageSdk.Benchmarks.Measuring;

/// <summary>
/// Counts a command's processes and their memory by looking at /proc again and again. Its processes are those that have a mark
/// in their environment, so servers and nodes that outlive the command which started them are among them. That costs time:
/// what is observed is not timed.
/// </summary>
internal sealed class ProcessObserver
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan MemoryInterval = TimeSpan.FromMilliseconds(20);

    private readonly byte[] _mark;
    private readonly HashSet<(int Id, string Start)> _seen = [];
    private readonly Thread _thread;
    private long _peak;
    private volatile bool _ended;

    private ProcessObserver(string mark)
    {
        _mark = Encoding.ASCII.GetBytes(mark);
        _thread = new Thread(Watch) { IsBackground = true };
        _thread.Start();
    }

    /// <summary>Begins to look for processes with a mark, such as <c>NAME=value</c>.</summary>
    public static ProcessObserver Begin(string mark) => new(mark);

    /// <summary>Ends, and says what there was.</summary>
    public ProcessLoad End()
    {
        _ended = true;
        _thread.Join();
        return new ProcessLoad(_seen.Count, _peak);
    }

    /// <summary>The running processes that have a mark.</summary>
    public static IReadOnlyList<int> Find(string mark) => Find(Encoding.ASCII.GetBytes(mark));

    private static List<int> Find(byte[] mark) => [.. Directory.EnumerateDirectories("/proc")
        .Select(d => int.TryParse(d.AsSpan("/proc/".Length), CultureInfo.InvariantCulture, out var id) ? id : 0)
        .Where(id => id > 0 && Read(id, "environ").AsSpan().IndexOf(mark) >= 0)];

    private void Watch()
    {
        var memory = Stopwatch.StartNew();
        while (!_ended)
        {
            var ids = Find(_mark);
            foreach (var id in ids)
            {
                if (StartOf(id) is { } start) _seen.Add((id, start));
            }

            if (memory.Elapsed > MemoryInterval)
            {
                _peak = Math.Max(_peak, ids.Sum(MemoryOf));
                memory.Restart();
            }

            Thread.Sleep(Interval);
        }
    }

    /// <summary>With the start, which is the 20th field after the name, a number that is used again is another process.</summary>
    private static string? StartOf(int id)
    {
        var stat = Encoding.UTF8.GetString(Read(id, "stat"));
        return stat.Length > 0 ? stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[19] : null;
    }

    /// <summary>The line <c>Pss: 1234 kB</c>.</summary>
    private static long MemoryOf(int id)
    {
        var line = Encoding.ASCII.GetString(Read(id, "smaps_rollup")).Split('\n')
            .FirstOrDefault(l => l.StartsWith("Pss:", StringComparison.Ordinal));
        return line is null ? 0 : 1024 * long.Parse(line["Pss:".Length..^"kB".Length].Trim(), CultureInfo.InvariantCulture);
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
