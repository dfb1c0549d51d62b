using ImageSdk.Engine.Locks;
using ImageSdk.Planning;
using Microsoft.Build.Framework;

namespace ImageSdk.Tasks;

/// <summary>Brings every external image of a Dockerfile into the lock.</summary>
[MSBuildMultiThreadableTask]
public sealed class RestoreImages : RestoreTask
{
    /// <summary>The images that projects build which are not referenced.</summary>
    public ITaskItem[] Siblings { get; set; } = [];

    /// <summary>Whether the lock may not change.</summary>
    public bool LockedMode { get; set; }

    /// <inheritdoc />
    protected override void Run(CancellationToken cancellationToken)
    {
        var (definition, names, _) = Read();
        var restore = new ImageRestore(Session)
        {
            LockedMode = LockedMode,
            ForceEvaluate = ForceEvaluate,
            Siblings = [.. Siblings.Select(s => new SiblingImage(s.GetMetadata("FullPath"), ItemReader.Split(s.GetMetadata("Names"))))],
        };
        var resolved = Wait(restore.RunAsync(definition, names, cancellationToken));
        foreach (var change in resolved) Log.LogMessage(MessageImportance.High, "{0}", $"{definition.Name}: {change}");
    }
}
