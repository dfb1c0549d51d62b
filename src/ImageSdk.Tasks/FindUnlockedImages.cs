using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace ImageSdk.Tasks;

/// <summary>Finds the external images that a restore has to look up. Touches no network.</summary>
[MSBuildMultiThreadableTask]
public sealed class FindUnlockedImages : RestoreTask
{
    /// <summary>The keys that the lock lacks, or all in a restore that evaluates everything again.</summary>
    [Output]
    public ITaskItem[] Unlocked { get; set; } = [];

    /// <summary>The directory of the lock file.</summary>
    [Output]
    public string LockDirectory { get; set; } = "";

    /// <inheritdoc />
    protected override void Run(CancellationToken cancellationToken)
    {
        var (definition, names, lockFile) = Read();
        LockDirectory = Path.GetDirectoryName(definition.LockFile)!;
        var keys = names.LockKeys;
        Unlocked = [.. (ForceEvaluate ? keys : lockFile.Missing(keys)).Select(key => new TaskItem(key))];
    }
}
