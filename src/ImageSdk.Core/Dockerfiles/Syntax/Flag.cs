namespace ImageSdk.Dockerfiles;

/// <summary>A flag between the keyword and the arguments of an instruction: <c>--name=value</c> or <c>--name</c>.</summary>
/// <param name="Name">The name, without the dashes.</param>
/// <param name="Value">The value, possibly empty; null when there is no <c>=</c>.</param>
/// <param name="Span">The whole flag, dashes and value.</param>
public sealed record Flag(Token Name, Token? Value, TextSpan Span);
