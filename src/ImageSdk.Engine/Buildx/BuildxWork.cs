namespace ImageSdk.Engine.Buildx;

/// <summary>One start of a buildx that builds.</summary>
internal sealed record BuildxWork
{
    /// <summary>The arguments of buildx.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>Environment variables on top of the environment; null removes one.</summary>
    public IReadOnlyDictionary<string, string?> Variables { get; init; } = new Dictionary<string, string?>();

    /// <summary>The full path of the source policy, or null for none.</summary>
    public string? SourcePolicyFile { get; init; }

    /// <summary>Takes the lines of standard error.</summary>
    public required ProgressReader Progress { get; init; }

    /// <summary>The hosts of the registries that BuildKit may be waiting for at the moment.</summary>
    public required Func<IReadOnlyList<string>> RegistriesInUse { get; init; }

    /// <summary>Whether a registry takes a connection and gives no answer.</summary>
    public required Func<string, CancellationToken, Task<bool>> IsSilent { get; init; }

    /// <summary>Called with the host of a silent registry, before buildx is interrupted because of that registry.</summary>
    public Action<string> OnSilent { get; init; } = _ => { };
}
