using System.Collections.Immutable;
using ImageSdk.Analysis.Commands;

namespace ImageSdk.Analysis.Images;

/// <summary>What is in effect where an instruction runs.</summary>
internal sealed record StageState
{
    /// <summary>The state of an image of which nothing is known.</summary>
    public static StageState Initial { get; } = new();

    /// <summary>The state of a Windows image of which nothing else is known.</summary>
    public static StageState InitialOfWindows { get; } = new() { Shell = ["cmd", "/S", "/C"] };

    /// <summary>The variables that <c>ENV</c>, <c>ARG</c> and the parent project set.</summary>
    public ImmutableDictionary<string, Variable> Variables { get; init; } =
        ImmutableDictionary.Create<string, Variable>(StringComparer.Ordinal);

    /// <summary>The <c>USER</c>; empty for the one of the base image, which is root as a rule.</summary>
    public string User { get; init; } = "";

    /// <summary>The <c>WORKDIR</c>, an absolute path; empty while nobody set one.</summary>
    public string WorkingDirectory { get; init; } = "";

    /// <summary>The <c>SHELL</c>.</summary>
    public IReadOnlyList<string> Shell { get; init; } = ["/bin/sh", "-c"];

    /// <summary>
    /// What a container runs, as <c>docker inspect</c> shows it: a shell form with its shell; empty for none, or one of the base
    /// image.
    /// </summary>
    public IReadOnlyList<string> Entrypoint { get; init; } = [];

    /// <summary>
    /// What a container runs, or the arguments of <see cref="Entrypoint"/>; empty for none, or what the base image says.
    /// </summary>
    public IReadOnlyList<string> Command { get; init; } = [];

    /// <summary>How apt is configured.</summary>
    public AptConfiguration Apt { get; init; } = AptConfiguration.Default;

    /// <summary>Whether commands run as root, as far as is known.</summary>
    public bool IsRoot => User.Split(':')[0] is "" or "root" or "0";

    /// <summary>The value of a variable; null when it has none, or one that only the build knows.</summary>
    public string? Lookup(string name) => Variables.GetValueOrDefault(name) is { IsKnown: true } variable ? variable.Value : null;
}
