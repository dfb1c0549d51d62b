namespace ImageSdk.EndToEnd.Tests.Infrastructure;

/// <summary>An error or a warning of a build.</summary>
/// <param name="Severity"><c>error</c> or <c>warning</c>.</param>
/// <param name="Code">For example <c>IMG3001</c>.</param>
/// <param name="File">The file.</param>
/// <param name="Line">The line, or 0.</param>
/// <param name="Text">The first line of the text.</param>
public sealed record BuildMessage(string Severity, string Code, string File, int Line, string Text);
