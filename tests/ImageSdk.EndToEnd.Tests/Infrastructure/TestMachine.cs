using CliWrap;
using CliWrap.Buffered;

namespace ImageSdk.EndToEnd.Tests.Infrastructure;

/// <summary>What all tests share: the packed SDK in a feed of its own with an empty package cache, the engine and the registry.</summary>
[TestClass]
public static class TestMachine
{
    /// <summary>The host and port of the registry.</summary>
    public static string Registry { get; private set; } = "";

    /// <summary>The root of everything that the tests write.</summary>
    public static string Root { get; } = Path.Combine(Path.GetTempPath(), $"imagesdk-tests-{Environment.ProcessId}");

    /// <summary>The root of the repository.</summary>
    public static string Repository { get; } = FindRepository();

    internal static string Feed => Path.Combine(Root, "feed");

    internal static string PackageCache => Path.Combine(Root, "packages");

    [AssemblyInitialize]
    public static async Task Prepare(TestContext _)
    {
        Registry = Environment.GetEnvironmentVariable("IMAGESDK_REGISTRY")
            ?? throw new InvalidOperationException("IMAGESDK_REGISTRY is not set. Run eng/test.sh, or: eng/engine.sh up && eval \"$(eng/engine.sh env)\"");

        // A node that stays behind would keep a package loaded that is gone.
        Environment.SetEnvironmentVariable("MSBUILDDISABLENODEREUSE", "1");
        Environment.SetEnvironmentVariable("DOTNET_CLI_USE_MSBUILD_SERVER", "0");
        Directory.CreateDirectory(Feed);
        var pack = await Cli.Wrap("dotnet")
            .WithArguments(["pack", Path.Combine(Repository, "src/ImageSdk.Tasks"), "-c", "Release", "-o", Feed, "-nologo", "-v:q"])
            .WithValidation(CommandResultValidation.None).ExecuteBufferedAsync();
        if (pack.ExitCode != 0) throw new InvalidOperationException($"The SDK cannot be packed:\n{pack.StandardOutput}");
    }

    [AssemblyCleanup]
    public static void Clean() => Directory.Delete(Root, recursive: true);

    private static string FindRepository()
    {
        var directory = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(directory, "ImageSdk.sln"))) directory = Path.GetDirectoryName(directory)!;
        return directory;
    }
}
