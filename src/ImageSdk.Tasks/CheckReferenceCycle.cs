using System.Collections.Concurrent;
using ImageSdk.Diagnostics;
using Microsoft.Build.Framework;

namespace ImageSdk.Tasks;

/// <summary>
/// Finds image projects that reference each other in a circle. MSBuild finds them too, but says only that a target depends on
/// itself (MSB4006).
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class CheckReferenceCycle : ImageTask
{
    /// <summary>The full path of the project.</summary>
    [Required]
    public string Project { get; set; } = "";

    /// <summary>The image projects that it references.</summary>
    public ITaskItem[] References { get; set; } = [];

    /// <inheritdoc />
    protected override string ProjectFile => Project;

    /// <inheritdoc />
    protected override void Run(CancellationToken cancellationToken)
    {
        // Breadth first, so that the shortest circle is found; each project knows by which one it was reached.
        var reachedFrom = new Dictionary<string, string>(StringComparer.Ordinal);
        var queue = new Queue<string>([Project]);
        while (queue.TryDequeue(out var project))
        {
            var references = project == Project ? References.Select(r => r.GetMetadata("FullPath")) : ReferencesOf(project);
            foreach (var reference in references)
            {
                if (reference == Project) throw Circle(project, reachedFrom);
                if (reachedFrom.TryAdd(reference, project)) queue.Enqueue(reference);
            }
        }
    }

    /// <summary>
    /// What a project references, in any of its variants: NuGet goes from project to project. Asked once a build: all that stand
    /// on one image come by it.
    /// </summary>
    private IReadOnlyList<string> ReferencesOf(string project)
    {
        var known = Shared<ConcurrentDictionary<string, IReadOnlyList<string>>>(ConfigurationKey);
        if (known.TryGetValue(project, out var references)) return references;

        // The build reports a project that does not exist.
        var answers = File.Exists(project) ? ProjectKey.Build(BuildEngine, project, "_GetImageReferences") : null;
        return known[project] = [.. (answers ?? []).Select(answer => answer.ItemSpec).Distinct()];
    }

    private DiagnosticException Circle(string last, Dictionary<string, string> reachedFrom)
    {
        var names = new List<string> { NameOf(Project) };
        for (var project = last; project != Project; project = reachedFrom[project]) names.Insert(0, NameOf(project));
        names.Insert(0, NameOf(Project));
        return new DiagnosticException(DiagnosticDescriptors.ReferenceCycle.At(new SourceLocation(Project),
            $"The images reference each other in a circle: {string.Join(" → ", names)}. Remove one of the ProjectReferences."));
    }

    private static string NameOf(string project) => Path.GetFileNameWithoutExtension(project);
}
