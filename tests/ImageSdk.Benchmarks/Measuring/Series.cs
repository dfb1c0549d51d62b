namespace ImageSdk.Benchmarks.Measuring;

/// <summary>All timed runs of one contender in one act of a scenario.</summary>
internal sealed class Series
{
    private readonly List<Measurement> _measurements = [];

    /// <summary>The runs, in their order.</summary>
    public IReadOnlyList<Measurement> Measurements => _measurements;

    /// <summary>What the run took of the machine that was observed instead of timed.</summary>
    public ProcessLoad? Load { get; set; }

    /// <summary>Why the contender could not go on; null when it could.</summary>
    public string? Failure { get; set; }

    /// <summary>The time of the middle run; the mean of the two in the middle of an even number.</summary>
    public double Median => MedianOf(_measurements.Select(m => m.Seconds));

    /// <summary>The processor time of the middle run.</summary>
    public double MedianCpu => MedianOf(_measurements.Select(m => m.CpuSeconds));

    /// <summary>The shortest time.</summary>
    public double Minimum => _measurements.Min(m => m.Seconds);

    /// <summary>The longest time.</summary>
    public double Maximum => _measurements.Max(m => m.Seconds);

    /// <summary>The lowest and the highest number of executed RUN steps: they should be equal.</summary>
    public (int Lowest, int Highest) RunSteps => (_measurements.Min(m => m.RunSteps), _measurements.Max(m => m.RunSteps));

    /// <summary>Adds a run.</summary>
    public void Add(Measurement measurement) => _measurements.Add(measurement);

    private static double MedianOf(IEnumerable<double> all)
    {
        List<double> values = [.. all.Order()];
        var middle = values.Count / 2;
        return values.Count % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}
