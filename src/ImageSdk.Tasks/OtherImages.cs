using System.Collections;
using System.Xml.Linq;
using Microsoft.Build.Framework;

namespace ImageSdk.Tasks;

/// <summary>
/// What else a build with one node (<c>-m:1</c>) can do while an image is being built. MSBuild then runs one project at a time, and
/// while a task waits no other begins, unless the task itself asks for it. So it asks for projects that are going to be built anyway and
/// need nothing that is not there yet: those of the solution, and those that a project under way references. MSBuild builds each
/// project once, whoever asks first.
/// </summary>
internal sealed class OtherImages
{
    private readonly HashSet<string> _begun = new(StringComparer.Ordinal);
    private readonly HashSet<string> _underWay = new(StringComparer.Ordinal);
    private readonly List<string> _wanted = [];
    private readonly HashSet<string> _solutions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string[]?> _references = new(StringComparer.Ordinal);

    /// <summary>Notes projects that will be built.</summary>
    /// <param name="projects">Their full paths.</param>
    public void Want(IEnumerable<string> projects) => _wanted.AddRange(projects.Where(p => !_wanted.Contains(p)));

    /// <summary>Notes that a project's image is being looked at, so that it is not asked for.</summary>
    public void Begin(string project) => _begun.Add(project);

    /// <summary>Asks for one project after the other while an image is being built.</summary>
    /// <param name="engine">MSBuild, as the task of this image knows it.</param>
    /// <param name="project">The full path of this image's project.</param>
    /// <param name="target">The target to ask for.</param>
    /// <param name="isIdle">Waits until another image may be built, or this one is done, which is false.</param>
    public void BuildBeside(IBuildEngine6 engine, string project, string target, Func<bool> isIdle)
    {
        WantSolution(engine.GetGlobalProperties());
        _underWay.Add(project);
        try
        {
            while (isIdle() && _wanted.Find(other => !_begun.Contains(other) && CanBegin(engine, other)) is { } next)
            {
                _begun.Add(next);
                // What becomes of it is said by itself, and to whoever asks for it again.
                engine.BuildProjectFile(next, [target], null, new Hashtable());
            }
        }
        finally
        {
            _underWay.Remove(project);
        }
    }

    /// <summary>
    /// The images of the solution that is being built, where it builds them by the configuration of this one and in no order of its own.
    /// </summary>
    private void WantSolution(IReadOnlyDictionary<string, string> properties)
    {
        if (!properties.TryGetValue("CurrentSolutionConfigurationContents", out var contents) || !_solutions.Add(contents)) return;

        var solution = XElement.Parse(contents);
        if (solution.Descendants("ProjectDependency").Any()) return;

        var configuration = $"{properties.GetValueOrDefault("Configuration")}|{properties.GetValueOrDefault("Platform")}";
        Want(solution.Elements("ProjectConfiguration")
            .Where(p => p.Value == configuration && (string?)p.Attribute("BuildProjectInSolution") != "False")
            .Select(p => (string?)p.Attribute("AbsolutePath")).OfType<string>()
            .Where(path => path.EndsWith(".imageproj", StringComparison.OrdinalIgnoreCase) && File.Exists(path)));
    }

    /// <summary>Whether nothing that it references, directly or not, is under way or unknown.</summary>
    private bool CanBegin(IBuildEngine engine, string project) => !_underWay.Contains(project)
        && ReferencesOf(engine, project) is { } references && references.All(reference => CanBegin(engine, reference));

    /// <summary>The images that a project references; null when there is more behind it than images.</summary>
    private string[]? ReferencesOf(IBuildEngine engine, string project)
    {
        if (_references.TryGetValue(project, out var references)) return references;

        var outputs = new Hashtable();
        references = File.Exists(project) && engine.BuildProjectFile(project, ["_GetImageIdentity"], null, outputs)
            && outputs["_GetImageIdentity"] is ITaskItem[] { Length: > 0 } identity && identity[0].GetMetadata("HasOnlyImages") == "true"
            ? ItemReader.Split(identity[0].GetMetadata("References"))
            : null;
        return _references[project] = references;
    }
}
