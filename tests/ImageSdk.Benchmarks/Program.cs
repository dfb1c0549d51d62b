using ImageSdk.Benchmarks;
using ImageSdk.Benchmarks.CommandLine;
using ImageSdk.Benchmarks.Measuring;

return await BenchmarkCommand.InvokeAsync(args, async (options, cancellation) =>
{
    try
    {
        return await BenchmarkProgram.RunAsync(options, cancellation);
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
});
