using System.Text;
using ImageSdk.Benchmarks.Graphs;
using ImageSdk.Benchmarks.Scenarios;

namespace ImageSdk.Benchmarks.Reports;

/// <summary>What came of all scenarios on one graph.</summary>
/// <param name="Graph">The graph.</param>
/// <param name="Machine">The machine, in a line.</param>
/// <param name="Command">The command that makes it again.</param>
internal sealed record GraphReport(ImageGraph Graph, string Machine, string Command)
{
    private readonly StringBuilder _tables = new();

    /// <summary>Adds the tables of a scenario, and returns them.</summary>
    public string Add(IReadOnlyList<ActResult> results)
    {
        var text = string.Concat(results.Select(r => $"\n**{r.Act.Title}**\n\n{string.Join('\n', ResultTable.Format(r))}\n"));
        _tables.Append(text);
        return text;
    }

    /// <summary>The whole report in Markdown.</summary>
    public override string ToString() => $"""
        ### {Graph.Title}

        {Machine}

            {Command}

        {_tables.ToString().Trim('\n')}

        """;
}
