namespace ImageSdk.Benchmarks.Measuring;

/// <summary>A command that a contender asks for.</summary>
/// <param name="Program">The name or path of the program.</param>
/// <param name="Arguments">Its arguments.</param>
internal sealed record Invocation(string Program, params IReadOnlyList<string> Arguments)
{
    /// <summary>Environment variables beside those of the engine; null removes one.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    /// <summary>The same command, with others before it, as <c>env</c> has them.</summary>
    public Invocation Behind(string program, params IEnumerable<string> arguments) =>
        this with { Program = program, Arguments = [.. arguments, Program, .. Arguments] };

    /// <summary>The command line, to be read by people.</summary>
    public override string ToString() => string.Join(' ', [Program, .. Arguments]);
}
