namespace ImageSdk.Diagnostics;

/// <summary>
/// A place in a text file, as compilers report it.
/// </summary>
/// <param name="File">The path of the file as the user knows it, or empty when a message belongs to no file.</param>
/// <param name="Line">The line, counted from 1; 0 when a message is about the file as a whole.</param>
/// <param name="Column">The column in UTF-16 code units, counted from 1; 0 when unknown.</param>
public readonly record struct SourceLocation(string File, int Line = 0, int Column = 0)
{
    /// <summary>The location of a message that belongs to no file.</summary>
    public static SourceLocation None { get; } = new("");

    /// <summary>The form of compilers and of MSBuild: <c>file(line,column)</c>.</summary>
    public override string ToString() => Line == 0 ? File : $"{File}({Line},{Column})";
}
