namespace ImageSdk.Contexts;

/// <summary>
/// What tells whether entries came and went in a directory between two looks at it. A class, since the collection that has them
/// would be compiled in each build otherwise.
/// </summary>
/// <param name="Stamp">The state of the directory before its names were read.</param>
/// <param name="Names">A sum of the hashes of all names in it, valid in this process.</param>
/// <param name="HasOwnFiles">Whether one of them is one of the <see cref="OwnFiles"/>, which are replaced at any time.</param>
internal sealed record DirectoryState(FileStamp Stamp, long Names, bool HasOwnFiles)
{
    /// <summary>
    /// Whether the directory changed, but has the same names as before. With other names it is these that were added or removed:
    /// what counts of them is an entry of the context.
    /// </summary>
    public bool HasHiddenChange(DirectoryState now) =>
        Stamp.LastChange != now.Stamp.LastChange && Names == now.Names && !HasOwnFiles;
}
