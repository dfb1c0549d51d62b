using System.Globalization;
using ImageSdk.Benchmarks.Contenders;
using ImageSdk.Benchmarks.Measuring;
using ImageSdk.Benchmarks.Scenarios;

namespace ImageSdk.Benchmarks.Reports;

/// <summary>The table of one act, in Markdown that can be read as text too.</summary>
internal static class ResultTable
{
    private static readonly string[] Header =
        ["", "median", "min", "max", "ratio to bake", "CPU", "RUN steps", "processes", "peak memory"];

    /// <summary>The lines of the table.</summary>
    public static IEnumerable<string> Format(ActResult result)
    {
        var reference = result.Rows.Where(r => r.Contender.Key == ContenderCatalog.Reference && r.Series.Failure is null)
            .Select(r => (double?)r.Series.Median).FirstOrDefault();
        List<string[]> rows =
        [
            Header,
            .. result.Rows.Select(r => Row(result.IsRestore ? "`dotnet restore`" : r.Contender.Title, r.Series, reference)),
        ];
        var widths = Enumerable.Range(0, Header.Length).Select(column => rows.Max(r => r[column].Length)).ToArray();

        yield return Line(rows[0].Select((cell, column) => Pad(cell, column, widths)));
        yield return Line(widths.Select((width, column) => column == 0 ? Dashes(width) : $"{Dashes(width - 1)}:"));
        foreach (var row in rows.Skip(1)) yield return Line(row.Select((cell, column) => Pad(cell, column, widths)));
    }

    private static string[] Row(string title, Series series, double? reference)
    {
        if (series.Failure is not null || series.Measurements.Count == 0) return [title, "failed", "", "", "", "", "", "", ""];

        var (lowest, highest) = series.RunSteps;
        return
        [
            title, Seconds(series.Median), Seconds(series.Minimum), Seconds(series.Maximum),
            reference is { } value ? (series.Median / value).ToString("0.00", CultureInfo.InvariantCulture) : "",
            Seconds(series.MedianCpu),
            lowest == highest ? Number(lowest) : $"{Number(lowest)} to {Number(highest)}",
            series.Load is { } load ? Number(load.Processes) : "",
            series.Load is { } memory ? $"{Number(memory.PeakMemory / 1_000_000)} MB" : "",
        ];
    }

    private static string Line(IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |";

    /// <summary>Names to the left, numbers to the right.</summary>
    private static string Pad(string cell, int column, int[] widths) =>
        column == 0 ? cell.PadRight(widths[0]) : cell.PadLeft(widths[column]);

    private static string Dashes(int count) => new('-', count);

    private static string Seconds(double seconds) => seconds.ToString("0.00 s", CultureInfo.InvariantCulture);

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
