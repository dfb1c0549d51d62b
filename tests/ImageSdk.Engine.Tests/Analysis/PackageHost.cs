using CliWrap;
using CliWrap.Buffered;

namespace ImageSdk.Engine.Tests.Analysis;

/// <summary>The image that stands in for all bases of the cases: Debian with package managers that need no network.</summary>
[TestClass]
public static class PackageHost
{
    /// <summary>The name of the image.</summary>
    public static string Name { get; } = $"imagesdk-fixes:{Environment.ProcessId}";

    /// <summary>The directory of these tests, with the image's own directory and those of the cases.</summary>
    public static string AnalysisFolder { get; } = Path.Combine(FindRepository(), "tests", "ImageSdk.Engine.Tests", "Analysis");

    private static readonly Lazy<Task> Built = new(BuildAsync);

    /// <summary>Builds the image, once.</summary>
    public static Task MakeAsync() => Built.Value;

    [AssemblyCleanup]
    public static async Task Remove()
    {
        if (Built.IsValueCreated) await Cli.Wrap("docker").WithArguments(["image", "rm", Name]).WithValidation(CommandResultValidation.None).ExecuteBufferedAsync();
    }

    private static async Task BuildAsync()
    {
        var result = await Cli.Wrap("docker")
            .WithArguments(["buildx", "build", "--load", "--provenance=false", $"--tag={Name}", Path.Combine(AnalysisFolder, nameof(PackageHost))])
            .WithValidation(CommandResultValidation.None).ExecuteBufferedAsync();
        Assert.AreEqual(0, result.ExitCode, result.StandardError);
    }

    private static string FindRepository()
    {
        var directory = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(directory, "ImageSdk.sln"))) directory = Path.GetDirectoryName(directory)!;
        return directory;
    }
}
