using System.Diagnostics;
using System.Globalization;
using CliWrap;
using CliWrap.Buffered;

namespace ImageSdk.EndToEnd.Tests.Infrastructure;

/// <summary>A <c>dotnet</c> command that is running.</summary>
public sealed class DotnetProcess(CommandTask<BufferedCommandResult> command)
{
    /// <summary>What it said, when it has ended.</summary>
    public Task<DotnetResult> Result { get; } = ResultOf(command);

    /// <summary>Presses Ctrl+C: the interrupt goes to the command alone.</summary>
    public void Interrupt() => Signal("INT", command.ProcessId);

    /// <summary>Kills the command and all that it started, at once.</summary>
    public void Kill()
    {
        using var process = Process.GetProcessById(command.ProcessId);
        process.Kill(entireProcessTree: true);
    }

    /// <summary>The command lines of the running processes that the command started, directly or not.</summary>
    public IReadOnlyDictionary<int, string> Descendants()
    {
        var processes = Directory.EnumerateDirectories("/proc").Select(Path.GetFileName)
            .Select(n => int.TryParse(n, CultureInfo.InvariantCulture, out var id) ? id : 0).Where(id => id > 0)
            .Select(id => (Id: id, Parent: ParentOf(id))).ToList();
        var found = new Dictionary<int, string>();
        var parents = new Queue<int>([command.ProcessId]);
        while (parents.TryDequeue(out var parent))
        {
            foreach (var (id, _) in processes.Where(p => p.Parent == parent))
            {
                found[id] = CommandLineOf(id);
                parents.Enqueue(id);
            }
        }

        return found;
    }

    /// <summary>The processes that have started the builds which are running now.</summary>
    public IReadOnlyList<int> StartersOfBuilds()
    {
        var builds = Descendants().Where(p => p.Value.Contains("buildx build ", StringComparison.Ordinal)).Select(p => p.Key).ToHashSet();
        return [.. builds.Select(ParentOf).Where(id => !builds.Contains(id)).Distinct()];
    }

    /// <summary>The running processes of any parent with a variable in their environment.</summary>
    public static IReadOnlyList<int> ProcessesWith(string variable, string value) => [.. Directory.EnumerateDirectories("/proc")
        .Select(directory => int.TryParse(Path.GetFileName(directory), CultureInfo.InvariantCulture, out var id) ? id : 0)
        .Where(id => id > 0 && Read(id, "environ").Split('\0').Contains($"{variable}={value}")).Order()];

    /// <summary>The command line of a process; empty when it has ended.</summary>
    public static string CommandLineOf(int id) => Read(id, "cmdline").Replace('\0', ' ').Trim();

    private static async Task<DotnetResult> ResultOf(CommandTask<BufferedCommandResult> command)
    {
        var result = await command;
        return new DotnetResult(result.ExitCode, result.StandardOutput + result.StandardError);
    }

    /// <summary>The parent stands second after the name, which is in brackets and may have any character.</summary>
    private static int ParentOf(int id) => Read(id, "stat") is { Length: > 0 } stat
        ? int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture)
        : 0;

    private static string Read(int id, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/{file}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    internal static void Signal(string signal, int id)
    {
        // Every shell has it; as a command of its own it is in a package that need not be there.
        using var kill = Process.Start("sh", ["-c", $"kill -{signal} {id.ToString(CultureInfo.InvariantCulture)}"]);
        kill.WaitForExit();
    }
}
