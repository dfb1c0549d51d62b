using System.CommandLine;
using ImageSdk.Benchmarks.Contenders;
using ImageSdk.Benchmarks.Scenarios;

namespace ImageSdk.Benchmarks.CommandLine;

/// <summary>The command line of the program.</summary>
internal static class BenchmarkCommand
{
    /// <summary>The graph that is not generated.</summary>
    public const string Speech = "speech";

    /// <summary>Reads the command line, and runs what it asks for. Ctrl+C cancels.</summary>
    public static Task<int> InvokeAsync(
        string[] arguments, Func<BenchmarkOptions, CancellationToken, Task<int>> run, Func<AnalysisOptions, CancellationToken, Task<int>> runAnalysis)
    {
        var graphs = Many(
            "--graph", "Graphs: samples/speech, or generated ones of so many images.", ["15"], Speech, "15", "60", "300");
        var files = Many("--files", "How many files the leaves of a generated graph share.", ["1"], "1", "100", "10000");
        var scenarios = Many("--scenario", "Scenarios; all when none is named.", [], [.. ScenarioCatalog.All.Select(s => s.Key)]);
        var contenders = Many(
            "--contender", "Contenders; all when none is named (the script only with speech).", [], [.. ContenderCatalog.Keys]);
        var rounds = new Option<int>("--rounds")
        {
            Description = "Timed rounds, after one to warm up.",
            DefaultValueFactory = _ => 5,
        };
        var markdown = new Option<string?>("--markdown")
        {
            Description = "A page whose sections of these graphs are replaced: docs/performance.md.",
            HelpName = "FILE",
        };
        var current = new Option<bool>("--current-engine")
        {
            Description = "Use the engine and registry of the environment instead of one of our own. It is not emptied, so the "
                + "scenarios that need this are left out.",
        };
        var noPack = new Option<bool>("--no-pack") { Description = "Use the package in artifacts/feed as it is." };

        var root = new RootCommand("Builds the same images with ImageSdk, docker buildx bake and scripts, in turn, and prints the times.")
        {
            graphs, files, scenarios, contenders, rounds, markdown, current, noPack,
        };
        var analysis = new Command("analysis", "Measures a badly written family before and after all fixes, and what the analysis costs.");
        var costOnly = new Option<bool>("--only-cost")
        {
            Description = "Measure what the analysis costs and not the family, with the engine and registry of the environment.",
        };
        var images = new Option<int>("--images") { Description = "The images of the builds in which nothing changed.", DefaultValueFactory = _ => 60 };
        images.AcceptOnlyFromAmong("15", "60", "300");
        var pairs = new Option<int>("--rounds") { Description = "Rounds of such a build with and without the analysis, after one to warm up.", DefaultValueFactory = _ => 15 };
        analysis.Options.Add(costOnly);
        analysis.Options.Add(images);
        analysis.Options.Add(pairs);
        analysis.SetAction((parsed, cancellation) => runAnalysis(
            new AnalysisOptions(parsed.GetValue(costOnly), parsed.GetValue(images), Math.Max(1, parsed.GetValue(pairs))), cancellation));
        root.Subcommands.Add(analysis);
        rounds.Validators.Add(r =>
        {
            if (r.GetValueOrDefault<int>() < 1) r.AddError("--rounds must be at least 1.");
        });
        root.SetAction((parsed, cancellation) => run(
            new BenchmarkOptions(
                parsed.GetValue(graphs)!, [.. parsed.GetValue(files)!.Select(int.Parse)],
                parsed.GetValue(scenarios)!, parsed.GetValue(contenders)!,
                parsed.GetValue(rounds), parsed.GetValue(markdown), parsed.GetValue(current), !parsed.GetValue(noPack)),
            cancellation));

        // Time to end the commands that run, and to stop the engine.
        var configuration = new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromMinutes(1) };
        return root.Parse(arguments).InvokeAsync(configuration);
    }

    private static Option<string[]> Many(string name, string description, string[] defaults, params string[] values)
    {
        var option = new Option<string[]>(name)
        {
            Description = description,
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => defaults,
        };
        option.AcceptOnlyFromAmong(values);
        return option;
    }
}
