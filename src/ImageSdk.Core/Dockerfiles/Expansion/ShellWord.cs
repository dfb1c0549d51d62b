namespace ImageSdk.Dockerfiles;

/// <summary>A word that the shell lexer split off, and where it stands in the lexer's text.</summary>
internal readonly record struct ShellWord(string Text, int Start, int End);
