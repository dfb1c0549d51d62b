namespace ImageSdk.Benchmarks.Measuring;

/// <summary>
/// The processor time of a command and all that it started: of what ended by then, and of servers and nodes that it left or woke.
/// The engine is none of them.
/// </summary>
/// <param name="mark">What its processes have in their environment.</param>
internal sealed class CpuClock(byte[] mark)
{
    private readonly double _start = Now(mark);

    /// <summary>The seconds since the clock was made.</summary>
    public double Elapsed => Math.Max(0, Now(mark) - _start);

    /// <summary>What ended counts in the process that waited for it, so in the end in this one.</summary>
    private static double Now(byte[] mark) => ProcFile.ChildrenSecondsOf(Environment.ProcessId)
        + ProcFile.WithMark(mark).Sum(id => ProcFile.SecondsOf(id) + ProcFile.ChildrenSecondsOf(id));
}
