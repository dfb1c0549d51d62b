namespace ImageSdk.Dockerfiles;

/// <summary>
/// What a word of a Dockerfile means once quotes and escapes are removed and variables are expanded, exactly as BuildKit does
/// (<c>frontend/dockerfile/shell/lex.go</c>): <c>$X</c>, <c>${X}</c>, <c>${X:-default}</c>, <c>${X-default}</c>,
/// <c>${X:+alternative}</c>, <c>${X+alternative}</c>, <c>${X:?error}</c>, <c>${X?error}</c>, <c>${X#pattern}</c>,
/// <c>${X##pattern}</c>, <c>${X%pattern}</c>, <c>${X%%pattern}</c>, <c>${X/pattern/text}</c>, <c>${X//pattern/text}</c>.
/// </summary>
public sealed class VariableExpansion
{
    private VariableExpansion(string? value, ShellLexer lexer)
    {
        Value = value;
        Error = lexer.Error;
        MissingVariable = lexer.MissingVariable;
        Set = lexer.Set;
        Unset = lexer.Unset;
    }

    /// <summary>The expanded word; null when there is an <see cref="Error"/>.</summary>
    public string? Value { get; }

    /// <summary>What is wrong with the word, as a part of a sentence; null when nothing is.</summary>
    public string? Error { get; }

    /// <summary>The variable that <c>${X:?error}</c> demands and that has no value; null when the error is another.</summary>
    public string? MissingVariable { get; }

    /// <summary>The variables that the word refers to and that have a value.</summary>
    public IReadOnlyCollection<string> Set { get; }

    /// <summary>The variables that the word refers to and that have none.</summary>
    public IReadOnlyCollection<string> Unset { get; }

    /// <summary>Expands a word. Never throws.</summary>
    /// <param name="word">The word, as a token's <see cref="Token.Value"/> has it.</param>
    /// <param name="escape">The escape character of the Dockerfile, <see cref="Dockerfile.Escape"/>.</param>
    /// <param name="lookup">Gives the value of a variable, or null when it has none. Names are case-sensitive.</param>
    public static VariableExpansion Of(string word, char escape, Func<string, string?> lookup)
    {
        var lexer = new ShellLexer(word, escape, lookup);
        return new VariableExpansion(lexer.Expand(), lexer);
    }
}
