namespace ImageSdk.Engine.Registries;

/// <summary>How a request to one server failed. It never leaves this room: users get a diagnostic.</summary>
internal sealed class RegistryFailure(RegistryFailureKind kind, string reason, Exception? cause = null) : Exception(reason, cause)
{
    public RegistryFailureKind Kind { get; } = kind;

    /// <summary>Why, as a clause without a full stop; holds no secret.</summary>
    public string Reason { get; } = reason;

    /// <summary>Whether it took the connection and gave no answer.</summary>
    public bool IsSilence { get; init; }
}
