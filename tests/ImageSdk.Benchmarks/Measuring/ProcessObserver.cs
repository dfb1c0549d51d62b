using System.Diagnostics;

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

    private ProcessObserver(byte[] mark)
    {
        _mark = mark;
        _thread = new Thread(Watch) { IsBackground = true };
        _thread.Start();
    }

    /// <summary>Begins to look for processes with a mark in their environment.</summary>
    public static ProcessObserver Begin(byte[] mark) => new(mark);

    /// <summary>Ends, and says what there was.</summary>
    public ProcessLoad End()
    {
        _ended = true;
        _thread.Join();
        return new ProcessLoad(_seen.Count, _peak);
    }

    private void Watch()
    {
        var memory = Stopwatch.StartNew();
        while (!_ended)
        {
            var ids = ProcFile.WithMark(_mark);
            foreach (var id in ids)
            {
                if (ProcFile.StartOf(id) is { } start) _seen.Add((id, start));
            }

            if (memory.Elapsed > MemoryInterval)
            {
                _peak = Math.Max(_peak, ids.Sum(ProcFile.MemoryOf));
                memory.Restart();
            }

            Thread.Sleep(Interval);
        }
    }
}
