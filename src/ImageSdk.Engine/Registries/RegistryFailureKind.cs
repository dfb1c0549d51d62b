namespace ImageSdk.Engine.Registries;

/// <summary>What a failure means for whoever asked.</summary>
internal enum RegistryFailureKind
{
    /// <summary>The server does not have it.</summary>
    NotFound,

    /// <summary>The server wants to know who asks, or refuses who asks.</summary>
    NotAuthorized,

    /// <summary>The server cannot be reached, or does not serve requests now.</summary>
    Unreachable,

    /// <summary>The server answers what no registry answers.</summary>
    Invalid,
}
