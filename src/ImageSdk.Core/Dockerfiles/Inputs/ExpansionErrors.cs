using ImageSdk.Diagnostics;

namespace ImageSdk.Dockerfiles;

/// <summary>Turns an expansion that failed into what the user is told.</summary>
internal static class ExpansionErrors
{
    /// <summary>The expanded value.</summary>
    /// <exception cref="DiagnosticException">IMG1003 for a variable that is demanded, IMG1001 for a syntax error.</exception>
    public static string ValueOrThrow(this VariableExpansion expansion, Token token)
    {
        if (expansion.Value is { } value)
            return value;
        var descriptor = expansion.MissingVariable is null
            ? DiagnosticDescriptors.DockerfileSyntax
            : DiagnosticDescriptors.BuildArgumentMissing;
        throw new DiagnosticException(descriptor.At(token.Location, $"'{token}' cannot be expanded: {expansion.Error}."));
    }
}
