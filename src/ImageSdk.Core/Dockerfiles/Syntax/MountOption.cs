namespace ImageSdk.Dockerfiles;

/// <summary>An option of a mount: <c>key=value</c> or, like <c>ro</c>, a key alone.</summary>
/// <param name="Key">The key as written; upper and lower case mean the same.</param>
/// <param name="Value">The value, before variables are expanded; null when there is no <c>=</c>.</param>
public sealed record MountOption(Token Key, Token? Value);
