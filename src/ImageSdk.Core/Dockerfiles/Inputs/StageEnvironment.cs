namespace ImageSdk.Dockerfiles;

/// <summary>
/// The variables inside a stage, as far as the Dockerfile says: <c>ARG</c> and <c>ENV</c> set the same variables, the later
/// wins, and stages built on this one inherit them. What the base image sets is unknown, and so is all that depends on it.
/// </summary>
internal sealed class StageEnvironment
{
    private readonly Dictionary<string, string> _values;
    private readonly HashSet<string> _unknown;
    private readonly bool _isClosed;

    /// <param name="isClosed">Whether variables that are not set here are certainly not set: there is no base image.</param>
    public StageEnvironment(bool isClosed)
    {
        _values = new Dictionary<string, string>(StringComparer.Ordinal);
        // BuildKit always sets PATH.
        _unknown = new HashSet<string>(StringComparer.Ordinal) { "PATH" };
        _isClosed = isClosed;
    }

    /// <summary>The variables of a stage that is built on another.</summary>
    public StageEnvironment(StageEnvironment parent)
    {
        _values = new Dictionary<string, string>(parent._values, StringComparer.Ordinal);
        _unknown = new HashSet<string>(parent._unknown, StringComparer.Ordinal);
        _isClosed = parent._isClosed;
    }

    public string? Lookup(string name) => _values.GetValueOrDefault(name);

    public void Set(string name, string value, bool isKnown)
    {
        _values[name] = value;
        if (isKnown)
            _unknown.Remove(name);
        else
            _unknown.Add(name);
    }

    /// <summary>Whether a value is certain: nothing that it refers to can come from the base image.</summary>
    public bool Knows(VariableExpansion expansion) =>
        !expansion.Set.Any(_unknown.Contains) && expansion.Unset.All(name => _isClosed && !_unknown.Contains(name));
}
