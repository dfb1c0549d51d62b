using System.Diagnostics;
using System.Xml.Linq;
using ImageSdk.Engine;
using ImageSdk.Records;
using Microsoft.Build.Framework;

namespace ImageSdk.Tasks;

/// <summary>
/// What else a build with one node (<c>-m:1</c>) can do while an image is being built. MSBuild then runs one project at a time, and
/// while a task waits no other begins, unless the task itself asks for it. So it asks for projects that are going to be built anyway and
/// need nothing that is not there yet: those of the solution, and those that a project under way references. MSBuild builds each
/// project once, whoever asks first. Projects are known by their keys (<see cref="ProjectKey"/>): each variant is one.
/// </summary>
internal sealed class OtherImages
{
    private static readonly StringComparer Paths = OperatingSystem.IsLinux() ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase;

    private readonly HashSet<string> _begun = new(Paths);
    private readonly Dictionary<string, UnderWay> _underWay = new(Paths);
    private readonly HashSet<string> _wanted = new(Paths);
    private readonly HashSet<string> _solutions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Known?> _known = new(Paths);
    private ILookup<string, string> _children = Array.Empty<string>().ToLookup(project => project);
    private List<string>? _order;

    /// <summary>Notes projects that will be built.</summary>
    /// <param name="projects">Their keys.</param>
    public void Want(IEnumerable<string> projects)
    {
        _wanted.UnionWith(projects);
        _order = null;
    }

    /// <summary>Notes that a project's image is being looked at, so that it is not asked for.</summary>
    public void Begin(string project) => _begun.Add(project);

    /// <summary>Asks for one project after the other while an image is being built.</summary>
    /// <param name="engine">MSBuild, as the task of this image knows it.</param>
    /// <param name="project">The key of this image's project.</param>
    /// <param name="build">The build of this image.</param>
    /// <param name="target">The target to ask for.</param>
    /// <param name="session">Knows how many builds may be in flight.</param>
    public void BuildBeside(IBuildEngine6 engine, string project, Task build, string target, EngineSession session)
    {
        WantSolution(engine.GetGlobalProperties());
        _underWay[project] = new UnderWay(build, Stopwatch.StartNew(), Find(engine, project)?.Duration ?? 0);
        try
        {
            while (true)
            {
                // Not when an image is done that asked for this one and for which others wait: it cannot go on before this one has.
                var order = Order(engine);
                var awaited = _underWay.Where(other => _children[other.Key].Any(child => !_begun.Contains(child))).Select(other => other.Value).ToList();
                if (!session.WaitForFreeSlot([build, .. awaited.Select(other => other.Build)])
                    || order.Find(other => !_begun.Contains(other) && CanBegin(engine, other, new HashSet<string>(Paths)) && !HoldsUp(awaited, Find(engine, other)!.Duration)) is not { } next)
                {
                    return;
                }

                _begun.Add(next);
                // What becomes of it is said by itself, and to whoever asks for it again.
                ProjectKey.Build(engine, next, target);
            }
        }
        finally
        {
            _underWay.Remove(project);
        }
    }

    /// <summary>
    /// Whether a build takes so long that images which others wait for would be done long before, and could not go on. Those that were never built count as short.
    /// </summary>
    private static bool HoldsUp(List<UnderWay> awaited, double duration) => awaited.Exists(other => duration > 2 * other.Remaining + 5);

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

    /// <summary>
    /// The wanted projects, first those with the longest way to the end: their own last build and those of the images that stand on them.
    /// </summary>
    private List<string> Order(IBuildEngine engine)
    {
        if (_order is not null) return _order;

        var wanted = _wanted.ToList().SelectMany(project => Find(engine, project) is { InnerBuilds: { Count: > 0 } variants } ? variants : [project]).Distinct(Paths).ToList();
        _children = wanted.SelectMany(project => (Find(engine, project)?.References ?? []).Select(parent => (parent, project)))
            .ToLookup(edge => edge.parent, edge => edge.project, Paths);
        var ways = new Dictionary<string, double>(Paths);
        return _order = [.. wanted.OrderByDescending(Way)];

        double Way(string project)
        {
            if (ways.TryGetValue(project, out var way)) return way;

            // In a circle of references, which MSBuild will say is one, the way ends where it began.
            ways[project] = 0;
            return ways[project] = (Find(engine, project)?.Duration ?? 0) + _children[project].Select(Way).DefaultIfEmpty().Max();
        }
    }

    /// <summary>Whether nothing that it references, directly or not, is under way or unknown.</summary>
    private bool CanBegin(IBuildEngine engine, string project, HashSet<string> seen) => !seen.Add(project)
        || (!_underWay.ContainsKey(project) && Find(engine, project) is { } known && known.References.All(reference => CanBegin(engine, reference, seen)));

    /// <summary>What a project says of itself; null when there is more behind it than images.</summary>
    private Known? Find(IBuildEngine engine, string project)
    {
        if (_known.TryGetValue(project, out var known)) return known;

        known = ImageEdges.Of(engine, project) is { HasOnlyImages: true } edges
            ? new Known(edges.References, edges.InnerBuilds, RecordFile.TryReadImage(edges.RecordFile)?.Duration ?? 0)
            : null;
        return _known[project] = known;
    }

    /// <param name="Build">The build.</param>
    /// <param name="Elapsed">The time since it began.</param>
    /// <param name="Duration">How long the last build took, in seconds.</param>
    private sealed record UnderWay(Task Build, Stopwatch Elapsed, double Duration)
    {
        /// <summary>How long it will take, if it takes as long as the last time.</summary>
        public double Remaining => Math.Max(0, Duration - Elapsed.Elapsed.TotalSeconds);
    }

    /// <param name="References">The keys of the image projects that it references.</param>
    /// <param name="InnerBuilds">The keys of its variants, which are built in its place; or none.</param>
    /// <param name="Duration">How long its last build took, in seconds.</param>
    private sealed record Known(IReadOnlyList<string> References, IReadOnlyList<string> InnerBuilds, double Duration);
}
