using ImageSdk.Benchmarks;
using ImageSdk.Benchmarks.CommandLine;
using ImageSdk.Benchmarks.Measuring;

return await BenchmarkCommand.InvokeAsync(
    args,
    (options, cancellation) => GuardAsync(() => BenchmarkProgram.RunAsync(options, cancellation)),
    (options, cancellation) => GuardAsync(() => BenchmarkProgram.RunAnalysisAsync(options, cancellation)));

static async Task<int> GuardAsync(Func<Task<int>> run)
{
    try
    {
        return await run();
    }
    catch (ContestException e)
    {
        await Console.Error.WriteLineAsync(e.Message);
        return 1;
    }
    catch (OperationCanceledException)
    {
        return 130;
    }
}
