using System.Collections.Concurrent;

namespace ImageSdk.Tasks;

/// <summary>The files of other users that this build was warned of: many projects take the same one.</summary>
internal sealed class ForeignFiles
{
    private readonly ConcurrentDictionary<string, bool> _reported = new(StringComparer.Ordinal);

    /// <summary>Whether nobody was warned of a file yet.</summary>
    public bool IsNew(string file) => _reported.TryAdd(file, true);
}
