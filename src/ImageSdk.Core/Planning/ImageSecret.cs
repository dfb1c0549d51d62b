namespace ImageSdk.Planning;

/// <summary>
/// A BuildKit secret: where it comes from, never what it is. It reaches a RUN by <c>--mount=type=secret,id=…</c>.
/// </summary>
/// <param name="Id">The identifier that the Dockerfile mounts.</param>
/// <param name="EnvironmentVariable">The environment variable that holds it, or null.</param>
/// <param name="File">The full path of the file that holds it, or null.</param>
public sealed record ImageSecret(string Id, string? EnvironmentVariable, string? File);
