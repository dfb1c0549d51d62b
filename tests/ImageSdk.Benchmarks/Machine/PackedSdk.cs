using CliWrap;
using CliWrap.Buffered;
using ImageSdk.Benchmarks.Graphs;
using ImageSdk.Benchmarks.Measuring;

namespace ImageSdk.Benchmarks.Machine;

/// <summary>The SDK as a user gets it: a package in a feed.</summary>
internal static class PackedSdk
{
    /// <summary>The folder with the package.</summary>
    public static string FeedOf(string repository) => Path.Combine(repository, "artifacts/feed");

    /// <summary>Packs the SDK of this repository into the feed.</summary>
    public static async Task PackAsync(string repository, CancellationToken cancellation)
    {
        var pack = await Cli.Wrap("dotnet").WithWorkingDirectory(repository)
            .WithArguments(["pack", "src/ImageSdk.Tasks", "-c", "Release", "-o", FeedOf(repository), "--nologo", "-v:q"])
            .WithEnvironmentVariables(e => e.Set("MSBUILDDISABLENODEREUSE", "1"))
            .WithValidation(CommandResultValidation.None).ExecuteBufferedAsync(cancellation);
        if (pack.ExitCode != 0) throw new ContestException($"The SDK cannot be packed:\n{pack.StandardOutput}");
    }

    /// <summary>Writes the files by which projects below a folder find the SDK.</summary>
    /// <param name="directory">The folder.</param>
    /// <param name="feed">The folder with the package.</param>
    /// <param name="packages">The folder that NuGet extracts it to: a new one, since NuGet never looks twice at a version it has.</param>
    public static void WriteConfiguration(string directory, string feed, string packages)
    {
        TreeFile.Write(directory, "global.json", """{ "msbuild-sdks": { "ImageSdk": "1.0.0" } }""");
        TreeFile.Write(directory, "nuget.config", $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="{packages}" /></config>
              <packageSources><clear /><add key="local" value="{feed}" /></packageSources>
            </configuration>
            """);
    }

    /// <summary>The compression of layers that projects have when they do not say one; empty for the builder's own.</summary>
    /// <param name="repository">The root of this repository.</param>
    /// <param name="directory">A folder to try it in.</param>
    /// <param name="packages">The folder that NuGet extracts the package to.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<string> CompressionAsync(
        string repository, string directory, string packages, CancellationToken cancellation)
    {
        WriteConfiguration(directory, FeedOf(repository), packages);
        TreeFile.Write(directory, "probe.imageproj", """<Project Sdk="ImageSdk" />""");
        var answer = await Cli.Wrap("dotnet").WithWorkingDirectory(directory)
            .WithArguments(["msbuild", "probe.imageproj", "-getProperty:ImageCompression"])
            .WithValidation(CommandResultValidation.None).ExecuteBufferedAsync(cancellation);
        return answer.ExitCode == 0
            ? answer.StandardOutput.Trim()
            : throw new ContestException($"The SDK does not load:\n{answer.StandardOutput}");
    }
}
