namespace ImageSdk.Scheduling;

/// <summary>What a command line of MSBuild asks of a solution.</summary>
public static class SolutionRequest
{
    private static readonly string[] WholeSolution = ["Restore", "Build", "Rebuild", "Publish"];

    /// <summary>
    /// Whether a command line asks for all projects of the solution that it builds. MSBuild gives each project the same
    /// properties for <c>-t:app</c>, which asks for one project, as for a whole solution.
    /// </summary>
    /// <param name="arguments">
    /// The arguments of the process. Those of a node or of the MSBuild server say nothing of what is built.
    /// </param>
    public static bool IsForAllProjects(IReadOnlyList<string> arguments)
    {
        var switches = arguments.Where(argument => argument.StartsWith('-') || argument.StartsWith('/'))
            .Select(argument => argument.TrimStart('-', '/'));
        foreach (var (name, value) in switches.Select(Split))
        {
            if (Is(name, "nodemode", "nmode")) return false;
            if (Is(name, "target", "t")
                && !value.Split([';', ','], StringSplitOptions.TrimEntries).All(target => Is(target, WholeSolution)))
                return false;
        }

        return true;
    }

    private static (string Name, string Value) Split(string argument) =>
        argument.IndexOf(':', StringComparison.Ordinal) is > 0 and var end
            ? (argument[..end], argument[(end + 1)..].Trim('"')) : (argument, "");

    private static bool Is(string text, params string[] names) => names.Contains(text, StringComparer.OrdinalIgnoreCase);
}
