namespace ImageSdk.Generation;

/// <summary>Some lines of a generated Dockerfile, and an item that made them.</summary>
/// <param name="FirstLine">The first line, from 1.</param>
/// <param name="LastLine">The last line.</param>
/// <param name="Origin">The item.</param>
public sealed record GeneratedBlock(int FirstLine, int LastLine, DeclaredItem Origin);
