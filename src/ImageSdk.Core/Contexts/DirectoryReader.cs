using System.IO.Enumeration;

namespace ImageSdk.Contexts;

/// <summary>Reads the names in one directory without allocating anything for them.</summary>
internal sealed class DirectoryReader : FileSystemEnumerator<byte>
{
    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = 0, IgnoreInaccessible = false };

    private readonly Visitor _visit;

    private DirectoryReader(string directory, Visitor visit) : base(directory, Everything) => _visit = visit;

    /// <summary>Is told of one entry.</summary>
    /// <param name="name">The entry's name, valid during the call.</param>
    /// <param name="mayBeDirectory">False for what certainly is no directory; true also for links to directories.</param>
    public delegate void Visitor(ReadOnlySpan<char> name, bool mayBeDirectory);

    /// <summary>Visits all entries of a directory, in no particular order.</summary>
    /// <exception cref="IOException">The directory is not there, or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The directory may not be read.</exception>
    public static void Read(string directory, Visitor visit)
    {
        using var reader = new DirectoryReader(directory, visit);
        while (reader.MoveNext())
        {
        }
    }

    /// <inheritdoc/>
    protected override bool ShouldIncludeEntry(ref FileSystemEntry entry)
    {
        _visit(entry.FileName, entry.IsDirectory);
        return false;
    }

    /// <inheritdoc/>
    protected override byte TransformEntry(ref FileSystemEntry entry) => 0;
}
