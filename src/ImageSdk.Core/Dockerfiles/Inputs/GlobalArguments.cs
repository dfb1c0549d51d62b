using ImageSdk.Diagnostics;

namespace ImageSdk.Dockerfiles;

/// <summary>
/// The build arguments that <c>FROM</c> sees: the predefined ones and those before the first <c>FROM</c>. A stage sees them
/// only when it declares them again. See <c>buildMetaArgs</c> in BuildKit's <c>dockerfile2llb/convert.go</c>.
/// </summary>
internal sealed class GlobalArguments
{
    private readonly Dockerfile _dockerfile;
    private readonly Dictionary<string, string> _values;
    private readonly Dictionary<string, HashSet<string>> _dependencies = new(StringComparer.Ordinal);

    public GlobalArguments(
        Dockerfile dockerfile, IReadOnlyDictionary<string, string> given, Dictionary<string, string> predefined)
    {
        _dockerfile = dockerfile;
        _values = predefined;
        foreach (var name in PlatformArguments.Names)
        {
            if (given.TryGetValue(name, out var value))
                _values[name] = value;
        }

        foreach (var assignment in dockerfile.GlobalArguments.SelectMany(argument => argument.Assignments))
            Declare(assignment, given);
    }

    public string? Lookup(string name) => _values.GetValueOrDefault(name);

    /// <summary>Expands a word of a <c>FROM</c>.</summary>
    /// <exception cref="DiagnosticException">IMG1001 or IMG1003, see <see cref="DockerfileInputs.Of"/>.</exception>
    public string Expand(Token token, string what)
    {
        var expansion = VariableExpansion.Of(token.Value, _dockerfile.Escape, Lookup);
        var value = expansion.ValueOrThrow(token);
        return value.Length > 0 ? value : throw new DiagnosticException(Empty(token, what, expansion));
    }

    /// <summary>The declared arguments that the value of a word of a <c>FROM</c> depends on.</summary>
    public IEnumerable<string> DeclaredIn(Token token)
    {
        var expansion = VariableExpansion.Of(token.Value, _dockerfile.Escape, Lookup);
        return expansion.Set.Concat(expansion.Unset).SelectMany(DependenciesOf);
    }

    /// <summary>The argument and those that its default depends on, as far as they are declared.</summary>
    public IEnumerable<string> DependenciesOf(string name) => _dependencies.GetValueOrDefault(name) ?? [];

    private void Declare(Assignment assignment, IReadOnlyDictionary<string, string> given)
    {
        var name = assignment.Name.Value;
        var dependencies = new HashSet<string>(StringComparer.Ordinal) { name };
        if (given.TryGetValue(name, out var value))
        {
            _values[name] = value;
        }
        else if (assignment.Value is { } defaultValue)
        {
            var expansion = VariableExpansion.Of(defaultValue.Value, _dockerfile.Escape, Lookup);
            _values[name] = expansion.ValueOrThrow(defaultValue);
            dependencies.UnionWith(expansion.Set.Concat(expansion.Unset).SelectMany(DependenciesOf));
        }

        _dependencies[name] = dependencies;
    }

    private static Diagnostic Empty(Token token, string what, VariableExpansion expansion)
    {
        var name = expansion.Unset.FirstOrDefault() ?? expansion.Set.FirstOrDefault();
        var message = name is null
            ? $"The {what} '{token}' is empty."
            : $"The {what} '{token}' is empty, because the build argument {name} has no value. "
                + $"Give it one with the build, or a default before the first FROM: ARG {name}=….";
        return DiagnosticDescriptors.BuildArgumentMissing.At(token.Location, message);
    }
}
