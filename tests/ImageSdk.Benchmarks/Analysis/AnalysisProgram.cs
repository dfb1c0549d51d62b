using System.Globalization;
using ImageSdk.Benchmarks.CommandLine;
using ImageSdk.Benchmarks.Machine;
using ImageSdk.Benchmarks.Measuring;
using ImageSdk.Records;

namespace ImageSdk.Benchmarks.Analysis;

/// <summary><c>analysis</c>: what the fixes are worth to a badly written family, and what the analysis itself costs.</summary>
internal static class AnalysisProgram
{
    /// <summary>Measures, and prints the tables of <c>docs/analysis.md</c>.</summary>
    public static async Task<int> RunAsync(string repository, string home, AnalysisOptions options, CancellationToken cancellation)
    {
        AnalysisCost.Print(repository);
        var directory = Directory.CreateTempSubdirectory("imagesdk-benchmarks-").FullName;
        await using var engine = options.CostOnly ? BenchmarkEngine.Current(repository) : await BenchmarkEngine.StartAsync(repository, home, cancellation);
        try
        {
            await PackedSdk.PackAsync(repository, cancellation);
            var runner = new CommandRunner(engine.Environment, Directory.CreateDirectory(Path.Combine(directory, "logs")).FullName);
            if (!options.CostOnly) await MeasureFamilyAsync(engine, runner, repository, directory, cancellation);
            await AnalysisCost.MeasureNoOpAsync(engine, runner, repository, Path.Combine(directory, "cost"), options, cancellation);
            return 0;
        }
        finally
        {
            CommandRunner.EndLeftovers();
            Directory.Delete(directory, recursive: true);
        }
    }

    private static async Task MeasureFamilyAsync(
        BenchmarkEngine engine, CommandRunner runner, string repository, string directory, CancellationToken cancellation)
    {
        var family = Directory.CreateDirectory(Path.Combine(directory, "family")).FullName;
        PackedSdk.WriteConfiguration(family, PackedSdk.FeedOf(repository), Path.Combine(directory, "packages"));
        BadFamily.Write(family, engine.Registry);

        var before = await MeasureAsync(engine, runner, family, "tqdm==4.66.4", cancellation);
        await DotnetAsync(runner, family, cancellation, "msbuild", BadFamily.Solution, "-t:ImageFix", "-p:ImageFixForce=true");
        foreach (var file in Directory.EnumerateFiles(family, "Dockerfile", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            Console.WriteLine($"--- {Path.GetRelativePath(family, file)}\n{await File.ReadAllTextAsync(file, cancellation)}");
        var after = await MeasureAsync(engine, runner, family, "orjson==3.10.6", cancellation);

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
            | | as written | after -t:ImageFix |
            | --- | --- | --- |
            | cold: empty engine, empty caches | {before.Cold:0.0} s | {after.Cold:0.0} s |
            | one requirement of the ML base changed | {before.Changed:0.0} s | {after.Changed:0.0} s |
            | size of the five images, shared layers once | {ByteSize.Format(before.Size)} | {ByteSize.Format(after.Size)} |
            """));
    }

    private static async Task<(double Cold, double Changed, long Size)> MeasureAsync(
        BenchmarkEngine engine, CommandRunner runner, string family, string requirement, CancellationToken cancellation)
    {
        foreach (var name in (string[])["bin", "obj"])
        {
            foreach (var folder in Directory.GetDirectories(family, name, SearchOption.AllDirectories)) Directory.Delete(folder, recursive: true);
        }

        await DotnetAsync(runner, family, cancellation, "restore", BadFamily.Solution);
        await engine.EmptyAsync(cancellation);
        var cold = await DotnetAsync(runner, family, cancellation, "build", BadFamily.Solution, "--no-restore");
        var records = Directory.GetFiles(family, "*.image.json", SearchOption.AllDirectories).Select(RecordFile.TryReadImage).ToList();
        var size = records.SelectMany(record => record!.Layers).DistinctBy(layer => layer.DiffId).Sum(layer => layer.Size);
        await File.AppendAllTextAsync(Path.Combine(family, BadFamily.Requirements), requirement + "\n", cancellation);
        var changed = await DotnetAsync(runner, family, cancellation, "build", BadFamily.Solution, "--no-restore");
        return (cold, changed, size);
    }

    private static async Task<double> DotnetAsync(CommandRunner runner, string directory, CancellationToken cancellation, params string[] arguments)
    {
        var invocation = new Invocation("dotnet", arguments) { Environment = new Dictionary<string, string?> { ["MSBUILDDISABLENODEREUSE"] = "1" } };
        var outcome = await runner.RunAsync(invocation, directory, "analysis", observe: false, cancellation);
        return outcome.ExitCode == 0 ? outcome.Elapsed.TotalSeconds : throw new ContestException($"{invocation} ended with {outcome.ExitCode}\n{outcome.Tail()}");
    }
}
