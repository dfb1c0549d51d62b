using System.Xml.Linq;
using ImageSdk.Engine;
using ImageSdk.Records;
using Microsoft.Build.Framework;
using Task = System.Threading.Tasks.Task;

namespace ImageSdk.Tasks;

/// <summary>
/// What else a build with one node (<c>-m:1</c>) can do while an image is waited for. MSBuild then runs one project at a time,
/// and while a task waits no other begins, unless the task itself asks for it. So it asks for images that are going to be asked
/// for anyway and need nothing that is not there yet: those of the solution, those that a project under way references, and what
/// these stand on. They are only begun: all their targets before <c>ImageBuild</c> run, then BuildKit is started, and nobody
/// waits for it before their own task does, so none keeps another from going on. Projects are known by their keys
/// (<see cref="ProjectKey"/>): each variant is one.
/// </summary>
internal sealed class OtherImages : IDisposable
{
    private static readonly StringComparer Paths = OperatingSystem.IsLinux()
        ? StringComparer.Ordinal
        : StringComparer.OrdinalIgnoreCase;

    /// <summary>
    /// What an image that was never built counts, in seconds: in a fresh clone, the way with the most images is the longest.
    /// </summary>
    private const double Unknown = 1;

    private readonly CancellationTokenSource _cancellation = new();
    private readonly HashSet<string> _waiting = new(Paths);
    private readonly HashSet<string> _wanted = new(Paths);
    private readonly HashSet<string> _solutions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Known?> _known = new(Paths);
    private List<string>? _order;

    /// <summary>The images that are built.</summary>
    public WorkProgress Builds { get; } = new(Paths);

    /// <summary>The images that are pushed.</summary>
    public WorkProgress Pushes { get; } = new(Paths);

    /// <summary>What there is to say of what was begun.</summary>
    public MessageRelay Messages { get; } = new();

    /// <summary>Ends when the build is interrupted.</summary>
    public CancellationToken Interrupted => _cancellation.Token;

    /// <summary>Notes projects that will be built.</summary>
    /// <param name="projects">Their keys.</param>
    public void Want(IEnumerable<string> projects)
    {
        var count = _wanted.Count;
        _wanted.UnionWith(projects);
        if (_wanted.Count > count) _order = null;
    }

    /// <summary>Interrupts all that was begun.</summary>
    public void Interrupt() => _cancellation.Cancel();

    /// <summary>Interrupts what was begun and that nobody came for, since something before it failed.</summary>
    public void Dispose()
    {
        Builds.Stop();
        Pushes.Stop();
        _cancellation.Dispose();
    }

    /// <summary>
    /// Starts the work for an image, and begins one other after the other until it has ended. Where there is room for one only,
    /// one with a longer way to the end comes before it: whose turn it is in MSBuild says nothing about who is waited for
    /// longest.
    /// </summary>
    /// <param name="engine">MSBuild, as the task of this image knows it.</param>
    /// <param name="log">The log of this task.</param>
    /// <param name="project">The key of this image's project.</param>
    /// <param name="start">Starts the work for this image, if it has not been started before.</param>
    /// <param name="target">The target that is asked for of all projects.</param>
    /// <param name="session">Knows how many builds may be in flight.</param>
    /// <param name="canBuild">
    /// Whether a project of the solution can be asked for anything. MSBuild would log an error if not, and perhaps nobody asked
    /// for that project.
    /// </param>
    public void BeginBeside(
        IBuildEngine6 engine, TaskLog log, string project, Func<Task> start, string target, EngineSession session,
        Func<string, bool> canBuild)
    {
        // What others there are is found out while BuildKit works, unless the slot may be for one of them.
        var work = session.HasOneFreeSlot ? null : start();
        Want([project]);
        WantSolution(engine.GetGlobalProperties(), canBuild);
        _waiting.Add(project);
        var before = Messages.Attach(log);
        try
        {
            while (work is null && session.HasOneFreeSlot
                && Next(engine, target, Order(engine).TakeWhile(other => other != project)) is { } longer)
            {
                Begin(longer);
            }

            work ??= start();
            while (session.WaitForFreeSlot(work))
            {
                if (Next(engine, target, Order(engine)) is { } next) Begin(next);
                else Task.WaitAny([work, .. Builds.Running, .. Pushes.Running]);
            }
        }
        finally
        {
            Messages.Attach(before);
            _waiting.Remove(project);
        }

        void Begin(BeginTarget next) => ProjectKey.Build(engine, next.Project, next.Target);
    }

    /// <summary>
    /// The images of the solution that is being built, where it builds them by the configuration of this one and in no order of
    /// its own.
    /// </summary>
    private void WantSolution(IReadOnlyDictionary<string, string> properties, Func<string, bool> canBuild)
    {
        if (!properties.TryGetValue("CurrentSolutionConfigurationContents", out var contents) || !_solutions.Add(contents))
            return;

        var solution = XElement.Parse(contents);
        if (solution.Descendants("ProjectDependency").Any()) return;

        var configuration = $"{properties.GetValueOrDefault("Configuration")}|{properties.GetValueOrDefault("Platform")}";
        Want(solution.Elements("ProjectConfiguration")
            .Where(p => p.Value == configuration && (string?)p.Attribute("BuildProjectInSolution") != "False")
            .Select(p => (string?)p.Attribute("AbsolutePath")).OfType<string>()
            .Where(path => path.EndsWith(".imageproj", StringComparison.OrdinalIgnoreCase) && canBuild(path)));
    }

    /// <summary>
    /// What to begin of some projects, and the target that does it; null when all wait for something, or have been begun.
    /// </summary>
    private BeginTarget? Next(IBuildEngine engine, string target, IEnumerable<string> projects)
    {
        foreach (var project in projects)
        {
            if (CanBegin(engine, Builds, project))
            {
                Builds.Meet(project);
                return new BeginTarget(project, "_Begin" + target);
            }

            if (target == "Publish" && Builds.IsDone(project) && CanBegin(engine, Pushes, project))
            {
                Pushes.Meet(project);
                return new BeginTarget(project, "_BeginPush");
            }
        }

        return null;
    }

    private bool CanBegin(IBuildEngine engine, WorkProgress progress, string project) =>
        !progress.HasMet(project) && Find(engine, project) is { } known
        && known.References.All(reference => IsDone(engine, progress, reference));

    /// <summary>Not while its own task waits: who then asks for it would wait for this one.</summary>
    private bool IsDone(IBuildEngine engine, WorkProgress progress, string project) =>
        Find(engine, project) is { InnerBuilds: { Count: > 0 } variants }
        ? variants.All(variant => IsDone(engine, progress, variant))
        : progress.IsDone(project) && !_waiting.Contains(project);

    /// <summary>
    /// The wanted projects and those that they stand on, first those with the longest way to the end: their own last build and
    /// those of the images that stand on them.
    /// </summary>
    private List<string> Order(IBuildEngine engine)
    {
        if (_order is not null) return _order;

        var images = new HashSet<string>(Paths);
        var met = new HashSet<string>(Paths);
        foreach (var project in _wanted.ToList()) Add(project);
        var children = images.SelectMany(project => (Find(engine, project)?.References ?? []).Select(parent => (parent, project)))
            .ToLookup(edge => edge.parent, edge => edge.project, Paths);
        var ways = new Dictionary<string, double>(Paths);
        return _order = [.. images.OrderByDescending(Way)];

        void Add(string project)
        {
            if (!met.Add(project) || Find(engine, project) is not { } known) return;

            if (known.InnerBuilds.Count == 0) images.Add(project);
            foreach (var other in known.InnerBuilds.Count > 0 ? known.InnerBuilds : known.References) Add(other);
        }

        double Way(string project)
        {
            if (ways.TryGetValue(project, out var way)) return way;

            // In a circle of references, which MSBuild will say is one, the way ends where it began.
            ways[project] = 0;
            return ways[project] = (Find(engine, project)?.Duration ?? 0) + children[project].Select(Way).DefaultIfEmpty().Max();
        }
    }

    /// <summary>What a project says of itself; null when there is more behind it than images.</summary>
    private Known? Find(IBuildEngine engine, string project)
    {
        if (_known.TryGetValue(project, out var known)) return known;

        known = ImageEdges.Of(engine, project) is { HasOnlyImages: true } edges
            ? new Known(edges.References, edges.InnerBuilds, RecordFile.TryReadImage(edges.RecordFile)?.Duration ?? Unknown)
            : null;
        return _known[project] = known;
    }

    /// <param name="References">The keys of the image projects that it references.</param>
    /// <param name="InnerBuilds">The keys of its variants, which are built in its place; or none.</param>
    /// <param name="Duration">How long its last build took, in seconds.</param>
    private sealed record Known(IReadOnlyList<string> References, IReadOnlyList<string> InnerBuilds, double Duration);

    /// <param name="Project">The key of a project.</param>
    /// <param name="Target">The target.</param>
    private sealed record BeginTarget(string Project, string Target);
}
