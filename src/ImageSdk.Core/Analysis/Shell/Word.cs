using ImageSdk.Dockerfiles;

namespace ImageSdk.Analysis.Shell;

/// <summary>A word of a command.</summary>
/// <param name="Value">The word without its quotes; expansions (<c>$X</c>, <c>$(…)</c>) stand in it as they are written.</param>
/// <param name="Raw">The word as the shell reads it, with quotes.</param>
/// <param name="IsLiteral">Whether nothing in it is expanded.</param>
/// <param name="Span">Where it is written.</param>
internal sealed record Word(string Value, string Raw, bool IsLiteral, TextSpan Span)
{
    /// <summary>The value as a text that another shell may read.</summary>
    public required ScriptText Text { get; init; }

    /// <summary>The commands of substitutions in it: <c>$(…)</c>, backticks, <c>&lt;(…)</c>.</summary>
    public IReadOnlyList<ShellCommand> Commands { get; init; } = [];

    /// <summary>Whether no part of it is quoted or escaped.</summary>
    public bool IsPlain => IsLiteral && Value == Raw;

    /// <summary>The value with variables expanded; null where one is not known, or more than variables is expanded.</summary>
    /// <param name="lookup">Gives the value of a variable, or null.</param>
    public string? Resolve(Func<string, string?> lookup)
    {
        if (IsLiteral)
            return Value;
        if (Commands.Count > 0 || Raw.Contains("$(", StringComparison.Ordinal) || Raw.Contains('`'))
            return null;
        var expansion = VariableExpansion.Of(Raw, '\\', lookup);
        return expansion.Unset.Count == 0 ? expansion.Value : null;
    }

    /// <inheritdoc />
    public override string ToString() => Value;
}
