using System.Diagnostics;
using System.Globalization;
using ImageSdk.Analysis;
using ImageSdk.Benchmarks.CommandLine;
using ImageSdk.Benchmarks.Contenders;
using ImageSdk.Benchmarks.Graphs;
using ImageSdk.Benchmarks.Machine;
using ImageSdk.Benchmarks.Measuring;

namespace ImageSdk.Benchmarks.Analysis;

/// <summary>What the analysis itself costs: one of an image, and what a build in which nothing changed has of it.</summary>
internal static class AnalysisCost
{
    private const int Analyses = 300;

    /// <summary>Prints the time of an analysis. One thread, everything loaded and compiled, as in the second half of a build of many images.</summary>
    public static void Print(string repository)
    {
        string[] files =
        [
            .. Directory.GetDirectories(Path.Combine(repository, "samples/speech")).Select(folder => Path.Combine(folder, "Dockerfile")).Where(File.Exists),
            .. Directory.GetFiles(Path.Combine(repository, "tests/ImageSdk.Benchmarks/Graphs/Speech"), "*.Dockerfile"),
        ];
        for (var round = 0; round < Analyses; round++) AnalyzeAll();
        var clock = Stopwatch.StartNew();
        for (var round = 0; round < Analyses; round++) AnalyzeAll();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"An analysis takes {clock.Elapsed.TotalMilliseconds / Analyses / files.Length:0.00} ms an image, warm, files read each time ({files.Length} images of samples/speech)."));

        void AnalyzeAll()
        {
            foreach (var file in files)
                Analyzer.Analyze(new AnalysisInput { Dockerfile = file, ContextDirectory = Path.Combine(repository, "samples/speech") });
        }
    }

    /// <summary>
    /// Prints what builds in which nothing changed take with and without the analysis. Each round has both, the other one first each time, so that a machine that
    /// gets slower does so for both; what counts is the median of the differences.
    /// </summary>
    /// <param name="engine">Where the images are built once.</param>
    /// <param name="runner">Runs the builds.</param>
    /// <param name="repository">The root of this repository, with the packed SDK.</param>
    /// <param name="directory">A new folder.</param>
    /// <param name="options">How many images and rounds.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task MeasureNoOpAsync(
        BenchmarkEngine engine, CommandRunner runner, string repository, string directory, AnalysisOptions options, CancellationToken cancellation)
    {
        var contender = new DotnetContender(DotnetContender.NoRestore, PackedSdk.FeedOf(repository), Path.Combine(directory, "packages"));
        var tree = new Tree(new GeneratedGraph(options.Images, 1), Directory.CreateDirectory(Path.Combine(directory, "tree")).FullName, "analysis", engine.Registry);
        tree.Graph.Write(tree.Directory, tree.Contender, tree.Registry);
        contender.LayOut(tree);
        await RunAsync(contender.Restore());
        await RunAsync(contender.Build(tree, CacheUse.None));

        var (with, without, difference) = (new Series(), new Series(), new Series());
        // The first round warms up.
        for (var round = 0; round <= options.Rounds; round++)
        {
            var isFirst = round % 2 == 0;
            var one = await BuildAsync(isFirst);
            var other = await BuildAsync(!isFirst);
            var (on, off) = isFirst ? (one, other) : (other, one);
            if (round == 0) continue;
            with.Add(on);
            without.Add(off);
            difference.Add(new Measurement(on.Seconds - off.Seconds, on.CpuSeconds - off.CpuSeconds, 0));
        }

        await engine.RemoveAsync($"{engine.Registry}/bench-{tree.Graph.Name}/{tree.Contender}/*");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
            {options.Images} images, nothing changed, -m:1, medians of {options.Rounds} rounds with both:

            | | time | processor |
            | --- | --- | --- |
            | with the analysis | {with.Median * 1000:0} ms | {with.MedianCpu * 1000:0} ms |
            | -p:ImageAnalysis=false | {without.Median * 1000:0} ms | {without.MedianCpu * 1000:0} ms |
            | difference of a round | {difference.Median * 1000:0} ms ({difference.Minimum * 1000:0} to {difference.Maximum * 1000:0}) | {difference.MedianCpu * 1000:0} ms |
            | difference an image | {difference.Median * 1000 / options.Images:0.00} ms | {difference.MedianCpu * 1000 / options.Images:0.00} ms |
            """));

        async Task<Measurement> BuildAsync(bool analyzes)
        {
            var build = contender.Build(tree, CacheUse.None);
            var outcome = await RunAsync(build with { Arguments = [.. build.Arguments, "-m:1", $"-p:ImageAnalysis={(analyzes ? "true" : "false")}"] });
            return new Measurement(outcome.Elapsed.TotalSeconds, outcome.CpuSeconds, 0);
        }

        async Task<Outcome> RunAsync(Invocation invocation)
        {
            var outcome = await runner.RunAsync(invocation, tree.Directory, "analysis", observe: false, cancellation);
            return outcome.ExitCode == 0 ? outcome : throw new ContestException($"{invocation} ended with {outcome.ExitCode}\n{outcome.Tail()}");
        }
    }
}
