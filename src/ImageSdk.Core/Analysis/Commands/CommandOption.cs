using ImageSdk.Analysis.Shell;

namespace ImageSdk.Analysis.Commands;

/// <summary>An option of a command.</summary>
/// <param name="Name">The name without dashes: one character of a cluster (<c>-qy</c>), or a long name.</param>
/// <param name="Value">The value; null for none.</param>
/// <param name="Word">The word that it is written in, or begins in.</param>
/// <param name="ValueWord">The word of the value where that is another one; null otherwise.</param>
internal sealed record CommandOption(string Name, string? Value, Word Word, Word? ValueWord = null);
