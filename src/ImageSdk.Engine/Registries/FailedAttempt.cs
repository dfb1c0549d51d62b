namespace ImageSdk.Engine.Registries;

/// <summary>A server that was asked in vain.</summary>
/// <param name="Server">Its name in messages.</param>
/// <param name="Failure">Why in vain.</param>
internal sealed record FailedAttempt(string Server, RegistryFailure Failure);
