using System.Globalization;
using CliWrap;
using CliWrap.Buffered;

namespace ImageSdk.Benchmarks.Machine;

/// <summary>What a reader must know of a machine to make sense of its times. No name of a host.</summary>
internal static class MachineDescription
{
    /// <summary>One line: cores, memory, system, and the versions of the tools.</summary>
    public static async Task<string> ReadAsync(BenchmarkEngine engine, CancellationToken cancellation)
    {
        var server = await engine.DockerAsync(["version", "--format", "{{.Server.Version}}"], cancellation);
        var store = await engine.DockerAsync(["info", "--format", "{{.Driver}}"], cancellation);
        var buildx = (await engine.DockerAsync(["buildx", "version"], cancellation)).Split(' ')[1];
        var dotnet = await Cli.Wrap("dotnet").WithArguments("--version").ExecuteBufferedAsync(cancellation);
        return $"{Environment.ProcessorCount} cores ({ValueOf("/proc/cpuinfo", "model name")}), {Memory()} GB of memory, "
            + $"{ValueOf("/etc/os-release", "PRETTY_NAME").Trim('"')} with Linux {Environment.OSVersion.Version.ToString(2)}; "
            + $"Docker Engine {server} ({store}), buildx {buildx}, .NET SDK {dotnet.StandardOutput.Trim()}";
    }

    private static string Memory()
    {
        var kilobytes = double.Parse(ValueOf("/proc/meminfo", "MemTotal").Split(' ')[0], CultureInfo.InvariantCulture);
        return (kilobytes / 1024 / 1024).ToString("0", CultureInfo.InvariantCulture);
    }

    /// <summary>The value of the first line <c>NAME: VALUE</c> or <c>NAME=VALUE</c>.</summary>
    private static string ValueOf(string file, string name) => File.ReadLines(file)
        .Select(l => l.Split([':', '='], 2)).FirstOrDefault(p => p[0].Trim() == name)?[1].Trim() ?? "unknown";
}
