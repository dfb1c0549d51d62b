using System.Runtime.Versioning;

namespace ImageSdk.Storage;

/// <summary>Directories that belong to this user alone, although other users may write beside them.</summary>
public static class PrivateFolder
{
    private const UnixFileMode Mine = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private const int KindBits = 0xF000;
    private const int DirectoryKind = 0x4000;
    private const int Sticky = 0x200;
    private const int GroupWrite = 0x10;
    private const int OthersWrite = 0x2;

    /// <summary>
    /// The user's directory of that purpose among the temporary files, the same for all processes. When another user put
    /// something in its place or could write into it, a directory with a name that nobody could guess, which later processes find
    /// again.
    /// </summary>
    /// <param name="purpose">Part of the directory's name.</param>
    /// <exception cref="IOException">The directory for temporary files cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The directory for temporary files cannot be written.</exception>
    public static string For(string purpose) => For(Path.GetTempPath(), purpose);

    /// <summary>The same elsewhere.</summary>
    internal static string For(string parent, string purpose)
    {
        // The directory for temporary files is the user's own there.
        if (OperatingSystem.IsWindows()) return Directory.CreateDirectory(Path.Combine(parent, $"imagesdk-{purpose}")).FullName;

        var directory = Path.Combine(parent, $"imagesdk-{purpose}-{FileOwner.Current}");
        if (TryMake(directory)) return directory;

        // Nobody else can have made a directory that this user owns.
        return Directory.EnumerateDirectories(parent, $"imagesdk-{purpose}-*").Order(StringComparer.Ordinal)
            .FirstOrDefault(TryMake)
            ?? Directory.CreateDirectory(Path.Combine(parent, $"imagesdk-{purpose}-{Guid.NewGuid():N}"), Mine).FullName;
    }

    /// <summary>Creates a directory for this user alone, or closes one that this user made.</summary>
    /// <returns>
    /// False when the directory cannot be made, belongs to another user or is a symbolic link, and when another user could have
    /// put something into it or could replace it.
    /// </returns>
    internal static bool TryAt(string directory)
    {
        if (!OperatingSystem.IsWindows()) return TryMake(directory) && !CanBeReplaced(directory);

        try
        {
            return Directory.CreateDirectory(directory).Exists;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    [UnsupportedOSPlatform("windows")]
    private static bool TryMake(string directory)
    {
        try
        {
            Directory.CreateDirectory(directory, Mine);
            return Claim(directory);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A file of that name, or a directory that we may not look into.
            return false;
        }
    }

    /// <summary>
    /// Whether it is a real directory of this user, in which nobody else can have put anything. Afterwards nobody else can look
    /// into it.
    /// </summary>
    [UnsupportedOSPlatform("windows")]
    private static bool Claim(string directory)
    {
        if (FileOwner.TryStat(directory, out var state))
        {
            if ((state.Mode & KindBits) != DirectoryKind || state.UserId != FileOwner.Current) return false;
            if ((state.Mode & (GroupWrite | OthersWrite)) != 0) return false;
            if ((state.Mode & 0x1FF) == (int)Mine) return true;
        }
        else
        {
            var info = new DirectoryInfo(directory);
            if (info.LinkTarget is not null || (info.UnixFileMode & (UnixFileMode.GroupWrite | UnixFileMode.OtherWrite)) != 0)
                return false;
        }

        // Where .NET does not tell who owns a directory: only its owner may set its mode.
        File.SetUnixFileMode(directory, Mine);
        return true;
    }

    /// <summary>
    /// Whether another user may rename a directory above, and put another one in its place. A group may write in many a home
    /// directory, and is the user's own there.
    /// </summary>
    [UnsupportedOSPlatform("windows")]
    private static bool CanBeReplaced(string directory)
    {
        for (var above = Path.GetDirectoryName(directory); above is not null; above = Path.GetDirectoryName(above))
        {
            // The mode of a link says nothing.
            var path = Directory.ResolveLinkTarget(above, returnFinalTarget: true)?.FullName ?? above;
            if (!FileOwner.TryStat(path, out var state)) return false;
            if (state.UserId != 0 && state.UserId != FileOwner.Current) return true;
            if ((state.Mode & OthersWrite) != 0 && (state.Mode & Sticky) == 0) return true;
        }

        return false;
    }
}
