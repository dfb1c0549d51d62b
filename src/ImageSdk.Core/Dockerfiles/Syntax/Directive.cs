namespace ImageSdk.Dockerfiles;

/// <summary>
/// A parser directive, <c># name=value</c>: <c>syntax</c>, <c>escape</c> or <c>check</c>, before everything else in the
/// file. See BuildKit's <c>frontend/dockerfile/parser/directives.go</c>.
/// </summary>
public sealed class Directive : DockerfileElement
{
    internal Directive(SourceText source, TextSpan span, TextSpan fullSpan, Token name, Token value)
        : base(source, span, fullSpan)
    {
        Name = name;
        Value = value;
    }

    /// <summary>The name as written; upper and lower case mean the same.</summary>
    public Token Name { get; }

    /// <summary>The value, never empty.</summary>
    public Token Value { get; }

    internal bool Is(string name) => Name.Value.Equals(name, StringComparison.OrdinalIgnoreCase);
}
