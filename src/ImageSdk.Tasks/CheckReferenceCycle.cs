using System.Collections;
using ImageSdk.Diagnostics;
using Microsoft.Build.Framework;

namespace ImageSdk.Tasks;

/// <summary>
/// Finds image projects that reference each other in a circle. MSBuild finds them too, but says only that a target depends on
/// itself (MSB4006).
/// </summary>
public sealed class CheckReferenceCycle : ImageTask
{
    /// <summary>The full path of the project.</summary>
    [Required]
    public string Project { get; set; } = "";

    /// <summary>The image projects that it references.</summary>
    public ITaskItem[] References { get; set; } = [];

    /// <inheritdoc />
    protected override void Run(CancellationToken cancellationToken)
    {
        var paths = new Dictionary<string, string[]>(StringComparer.Ordinal) { [Project] = [] };
        var queue = new Queue<string>([Project]);
        while (queue.TryDequeue(out var project))
        {
            var references = project == Project ? References.Select(r => r.GetMetadata("FullPath")) : ReferencesOf(project);
            foreach (var reference in references)
            {
                if (reference == Project)
                {
                    var names = paths[project].Append(project).Append(Project).Select(Path.GetFileNameWithoutExtension);
                    throw new DiagnosticException(DiagnosticDescriptors.ReferenceCycle.At(new SourceLocation(Project),
                        $"The images reference each other in a circle: {Path.GetFileNameWithoutExtension(Project)} → {string.Join(" → ", names.Skip(project == Project ? 1 : 0))}. Remove one of the ProjectReferences."));
                }

                if (paths.TryAdd(reference, project == Project ? [] : [.. paths[project], project])) queue.Enqueue(reference);
            }
        }
    }

    private string[] ReferencesOf(string project)
    {
        var outputs = new Hashtable();
        var found = BuildEngine.BuildProjectFile(project, ["_GetImageIdentity"], null, outputs);
        return found && outputs["_GetImageIdentity"] is ITaskItem[] { Length: > 0 } items ? ItemReader.Split(items[0].GetMetadata("References")) : [];
    }
}
