using System.Collections;

namespace ImageSdk.Tasks;

/// <summary>The environment as MSBuild has it where each build has a process of its own: that of the process.</summary>
public abstract partial class ImageTask
{
    /// <summary>Whether all nodes of the build are threads of this process.</summary>
    private protected static bool IsMultiThreaded => false;

    private static IEnumerable<KeyValuePair<string, string>> Variables => Environment.GetEnvironmentVariables()
        .Cast<DictionaryEntry>().Select(v => KeyValuePair.Create((string)v.Key, (string?)v.Value ?? ""));
}
