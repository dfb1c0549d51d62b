namespace ImageSdk.Benchmarks.CommandLine;

/// <summary>What a user asks for.</summary>
/// <param name="Graphs"><c>speech</c>, or the number of images of a generated graph.</param>
/// <param name="Files">The numbers of files that the leaves of a generated graph share.</param>
/// <param name="Scenarios">The keys of the scenarios; empty for all.</param>
/// <param name="Contenders">The keys of the contenders; empty for all.</param>
/// <param name="Rounds">The number of timed rounds.</param>
/// <param name="Markdown">The page to write the tables to, or null.</param>
/// <param name="UsesCurrentEngine">Whether the engine of the environment is used instead of one of our own.</param>
/// <param name="Packs">Whether the SDK is packed before.</param>
internal sealed record BenchmarkOptions(
    IReadOnlyList<string> Graphs, IReadOnlyList<int> Files, IReadOnlyList<string> Scenarios, IReadOnlyList<string> Contenders,
    int Rounds, string? Markdown, bool UsesCurrentEngine, bool Packs)
{
    /// <summary>Every graph with every number of files; the sample has its own files, so it comes once.</summary>
    public IEnumerable<(string Graph, int Files)> GraphsAndFiles =>
        Graphs.SelectMany(g => (g == BenchmarkCommand.Speech ? [1] : Files).Select(f => (g, f)));

    /// <summary>The command line that makes the results of one graph again.</summary>
    public string CommandFor(string graph, int files)
    {
        List<string> words = ["dotnet run -c Release --project tests/ImageSdk.Benchmarks --", "--graph", graph];
        if (graph != BenchmarkCommand.Speech) words.AddRange(["--files", FormattableString.Invariant($"{files}")]);
        if (Scenarios.Count > 0) words.AddRange(["--scenario", .. Scenarios]);
        if (Contenders.Count > 0) words.AddRange(["--contender", .. Contenders]);
        words.AddRange(["--rounds", FormattableString.Invariant($"{Rounds}")]);
        return string.Join(' ', words);
    }
}
