using ImageSdk.Engine.Builds;
using ImageSdk.Generation.Requirements;
using Microsoft.Build.Framework;

namespace ImageSdk.Tasks;

/// <summary>Looks up in the image's own base what its requirement files stand for, and writes their locks.</summary>
[MSBuildMultiThreadableTask]
public sealed class LockRequirements : BuildTask
{
    /// <summary>The project, with the properties of the image as metadata.</summary>
    [Required]
    public ITaskItem Declaration { get; set; } = null!;

    /// <summary>The items of the image.</summary>
    public ITaskItem[] DeclaredItems { get; set; } = [];

    /// <summary>The images of referenced projects, with the files that hold their facts.</summary>
    public ITaskItem[] ParentFacts { get; set; } = [];

    /// <inheritdoc />
    protected override void Run(CancellationToken cancellationToken)
    {
        var definition = ReadDefinition();
        var locking = RequirementLocking.Prepare(
            DeclarationReader.Read(Declaration, DeclaredItems, ParentFacts), Items.Is("ForceEvaluate") == true);
        if (locking is null)
        {
            Log.LogMessage(MessageImportance.High, "{0}", $"{definition.Name} -> requirements are locked (up to date)");
            return;
        }

        var parents = Items.Parents(Parents);
        var resolution = new RequirementResolution(Session, definition, parents, locking);
        var plan = MakePlan(resolution.Definition, resolution.Definition.Platforms, parents, cancellationToken, _ => { });
        var locks = WaitYielding(
            resolution.RunAsync(plan, step => ScheduleLog.Write(Log, definition.Name, step), cancellationToken));
        foreach (var (path, isChanged) in locks)
            Log.LogMessage(MessageImportance.High, "{0}", $"{definition.Name} -> {path}{(isChanged ? "" : " (no change)")}");
    }
}
