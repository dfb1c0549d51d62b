using System.Globalization;
using ImageSdk.Benchmarks.Analysis;
using ImageSdk.Benchmarks.CommandLine;
using ImageSdk.Benchmarks.Contenders;
using ImageSdk.Benchmarks.Graphs;
using ImageSdk.Benchmarks.Machine;
using ImageSdk.Benchmarks.Measuring;
using ImageSdk.Benchmarks.Reports;
using ImageSdk.Benchmarks.Scenarios;

namespace ImageSdk.Benchmarks;

/// <summary>From what a user asks for to the tables.</summary>
internal static class BenchmarkProgram
{
    /// <summary>Runs all that was asked for.</summary>
    /// <returns>0, or 1 when a contender failed.</returns>
    public static async Task<int> RunAsync(BenchmarkOptions options, CancellationToken cancellation)
    {
        var repository = FindRepository();
        var directory = Directory.CreateTempSubdirectory("imagesdk-benchmarks-").FullName;
        await using var engine = options.UsesCurrentEngine
            ? BenchmarkEngine.Current(repository)
            : await BenchmarkEngine.StartAsync(repository, Home, cancellation);
        try
        {
            return await RunAsync(options, repository, directory, engine, cancellation);
        }
        finally
        {
            CommandRunner.EndLeftovers();
            Directory.Delete(directory, recursive: true);
        }
    }

    /// <summary>Measures the analysis and its fixes.</summary>
    public static Task<int> RunAnalysisAsync(AnalysisOptions options, CancellationToken cancellation) =>
        AnalysisProgram.RunAsync(FindRepository(), Home, options, cancellation);

    /// <summary>The folder of our own engine: kept, so that base images are made once.</summary>
    private static string Home =>
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".imagesdk/benchmarks");

    private static async Task<int> RunAsync(
        BenchmarkOptions options, string repository, string directory, BenchmarkEngine engine, CancellationToken cancellation)
    {
        if (options.Packs) await PackedSdk.PackAsync(repository, cancellation);
        var packages = Path.Combine(directory, "packages");
        var compression = await PackedSdk.CompressionAsync(repository, Path.Combine(directory, "probe"), packages, cancellation);
        var contenders = ContenderCatalog.Create(PackedSdk.FeedOf(repository), packages, compression);
        var machine = await MachineDescription.ReadAsync(engine, cancellation);
        var logs = Directory.CreateDirectory(Path.Combine(directory, "logs")).FullName;
        var runner = new CommandRunner(engine.Environment, logs);

        var failed = false;
        foreach (var (name, files) in options.GraphsAndFiles)
        {
            ImageGraph graph = name == BenchmarkCommand.Speech
                ? new SpeechGraph(repository)
                : new GeneratedGraph(int.Parse(name, CultureInfo.InvariantCulture), files);
            var entrants = contenders.Where(c => TakesPart(c, graph, options)).ToList();
            var contest = new Contest(graph, entrants, engine, runner, Path.Combine(directory, graph.Name));
            var report = new GraphReport(graph, machine, options.CommandFor(name, files));
            Console.WriteLine($"\n{graph.Title}\n{machine}");
            foreach (var scenario in ScenarioCatalog.All.Where(s => IsAsked(s, options)))
            {
                var results = await contest.RunAsync(scenario, options.Rounds, cancellation);
                failed |= results.Any(r => r.Rows.Any(row => row.Series.Failure is not null));
                Console.Write(report.Add(results));
            }

            if (options.Markdown is { } page)
            {
                var text = File.Exists(page) ? await File.ReadAllTextAsync(page, cancellation) : "# Performance\n";
                await File.WriteAllTextAsync(page, MarkdownPage.Replace(text, graph.Name, report.ToString()), cancellation);
            }

            await engine.RemoveAsync($"{engine.Registry}/bench-{graph.Name}/*/*");
        }

        return failed ? 1 : 0;
    }

    /// <summary>Plain <c>docker build</c> is what people have who have fifteen images.</summary>
    private static bool TakesPart(Contender contender, ImageGraph graph, BenchmarkOptions options) =>
        (contender.Key != ShellContender.Script || graph is SpeechGraph)
        && (options.Contenders.Count == 0 || options.Contenders.Contains(contender.Key));

    private static bool IsAsked(Scenario scenario, BenchmarkOptions options) =>
        (!scenario.EmptiesEngine || !options.UsesCurrentEngine)
        && (options.Scenarios.Count == 0 || options.Scenarios.Contains(scenario.Key));

    private static string FindRepository()
    {
        var directory = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(directory, "ImageSdk.sln")))
        {
            directory = Path.GetDirectoryName(directory)
                ?? throw new ContestException("This program runs in its repository only: dotnet run.");
        }

        return directory;
    }
}
