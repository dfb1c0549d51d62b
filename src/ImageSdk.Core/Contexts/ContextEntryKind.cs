namespace ImageSdk.Contexts;

/// <summary>What an entry of a build context is. Sockets, pipes and devices never are entries.</summary>
public enum ContextEntryKind
{
    /// <summary>A regular file.</summary>
    File = 1,

    /// <summary>A directory.</summary>
    Directory = 2,

    /// <summary>A symbolic link, whose target's text is its content.</summary>
    SymbolicLink = 3,
}
