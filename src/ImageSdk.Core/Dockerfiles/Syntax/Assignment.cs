namespace ImageSdk.Dockerfiles;

/// <summary>A name and its value in an <c>ARG</c>, <c>ENV</c> or <c>LABEL</c>.</summary>
/// <param name="Name">The name, before variables are expanded.</param>
/// <param name="Value">
/// The value, before quotes are removed and variables expanded; null for an <c>ARG</c> without a default.
/// </param>
public sealed record Assignment(Token Name, Token? Value);
