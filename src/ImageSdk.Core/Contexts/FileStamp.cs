namespace ImageSdk.Contexts;

/// <summary>
/// What the file system says about a file without reading it. Equal stamps mean equal content, unless the file changed
/// again within the resolution of the clock.
/// </summary>
/// <param name="Kind">What the file is; 0 for sockets, pipes and devices.</param>
/// <param name="Permissions">The permission bits, with set-user-id, set-group-id and sticky.</param>
/// <param name="Size">The size in bytes.</param>
/// <param name="Modified">When the content changed, in nanoseconds since 1970; any program may set it to any time.</param>
/// <param name="Changed">When anything about the file changed; no program can set it. 0 where unknown.</param>
/// <param name="Inode">The number of the file in its file system. 0 where unknown.</param>
internal readonly record struct FileStamp(
    ContextEntryKind Kind, int Permissions, long Size, long Modified, long Changed, ulong Inode)
{
    /// <summary>The last moment at which the file is known to have changed.</summary>
    public long LastChange => Changed != 0 ? Changed : Modified;
}
