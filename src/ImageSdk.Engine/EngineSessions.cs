namespace ImageSdk.Engine;

/// <summary>
/// The sessions of one build: one for each environment that its projects have. That is one, unless a task of a project sets
/// variables, and then what is asked there is no answer to others.
/// </summary>
public sealed class EngineSessions : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<BuildEnvironment, EngineSession> _sessions = [];

    /// <summary>The session of an environment.</summary>
    public EngineSession For(BuildEnvironment environment)
    {
        lock (_lock)
        {
            if (!_sessions.TryGetValue(environment, out var session))
                _sessions.Add(environment, session = new EngineSession(environment));
            return session;
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var session in _sessions.Values) session.Dispose();
    }
}
