namespace ImageSdk.Scheduling;

/// <summary>
/// Decides which image is checked and which is built next, and what a failure blocks. Pure: it starts nothing, and it knows of
/// time only what the graph expects. Not for several threads at once.
/// </summary>
public sealed class Schedule(StringComparer comparer)
{
    private readonly Dictionary<string, ScheduleState> _states = new(comparer);
    private readonly Dictionary<string, string> _causes = new(comparer);
    private ImageGraph _graph = new(comparer, []);
    private CriticalPath? _paths;

    /// <summary>How many images there are.</summary>
    public int Count => _states.Count;

    /// <summary>How many images are completed, failed or blocked.</summary>
    public int SettledCount => _states.Values.Count(IsSettled);

    /// <summary>Where an image stands; null for an image that was never added.</summary>
    public ScheduleState? StateOf(string key) => _states.TryGetValue(key, out var state) ? state : null;

    /// <summary>The failed image that blocks an image; null unless the image is blocked.</summary>
    public string? CauseOf(string key) => _causes.GetValueOrDefault(key);

    /// <summary>
    /// Adds images. An image that was added before and is completed, failed or blocked starts again; one that is under way is
    /// left alone.
    /// </summary>
    /// <exception cref="ArgumentException">An image is based on itself, directly or through others.</exception>
    public void Add(IEnumerable<ImageNode> nodes)
    {
        var added = nodes
            .Where(node => StateOf(node.Key) is null or ScheduleState.Completed or ScheduleState.Failed or ScheduleState.Blocked)
            .ToList();
        _graph = _graph.With(added);
        _paths = null;
        foreach (var node in added) _states[node.Key] = ScheduleState.Waiting;
        foreach (var node in added) _causes.Remove(node.Key);
        foreach (var node in added)
        {
            if (FailedParent(node.Key) is { } cause && StateOf(node.Key) == ScheduleState.Waiting) Block(node.Key, cause);
        }
    }

    /// <summary>
    /// Images whose parents are all completed, the longest critical path first. From now on they are being checked.
    /// </summary>
    public IReadOnlyList<string> TakeReady()
    {
        var ready = In(ScheduleState.Waiting)
            .Where(key => _graph.ParentsOf(key).All(parent => _states[parent] == ScheduleState.Completed)).ToList();
        foreach (var key in ready) _states[key] = ScheduleState.Checking;
        return [.. Paths.Sort(ready)];
    }

    /// <summary>Notes that an image that was checked must be built.</summary>
    public void RequireBuild(string key) => Move(key, ScheduleState.Checking, ScheduleState.Pending);

    /// <summary>
    /// The image to build next, which is being built from now on: the one with the longest critical path. Null if none may start:
    /// a free slot is kept for each image that is still being checked and has a longer path.
    /// </summary>
    /// <param name="freeSlots">How many more builds may run.</param>
    public string? TakeNext(int freeSlots)
    {
        if (freeSlots <= 0 || Paths.Sort(In(ScheduleState.Pending)).FirstOrDefault() is not { } next) return null;
        if (In(ScheduleState.Checking).Count(key => Paths.SecondsFrom(key) > Paths.SecondsFrom(next)) >= freeSlots) return null;

        _states[next] = ScheduleState.Building;
        return next;
    }

    /// <summary>Notes that an image is up to date, or was built.</summary>
    public void Complete(string key) => Settle(key, ScheduleState.Completed);

    /// <summary>Notes that an image could not be checked or built.</summary>
    /// <returns>The images that are blocked by this failure and were not blocked before, in the order of their keys.</returns>
    public IReadOnlyList<string> Fail(string key)
    {
        Settle(key, ScheduleState.Failed);
        var blocked = new List<string>();
        foreach (var child in _graph.ChildrenOf(key)) blocked.AddRange(Block(child, key));
        return [.. blocked.Order(StringComparer.Ordinal)];
    }

    private CriticalPath Paths => _paths ??= new CriticalPath(_graph);

    private static bool IsSettled(ScheduleState state) =>
        state is ScheduleState.Completed or ScheduleState.Failed or ScheduleState.Blocked;

    private IEnumerable<string> In(ScheduleState state) =>
        _states.Where(image => image.Value == state).Select(image => image.Key);

    private string? FailedParent(string key) => _graph.ParentsOf(key)
        .Select(parent => _states[parent] == ScheduleState.Failed ? parent : CauseOf(parent))
        .FirstOrDefault(cause => cause is not null);

    private List<string> Block(string key, string cause)
    {
        // Its own failure, or an earlier one, already keeps it from being built.
        if (_states[key] != ScheduleState.Waiting) return [];

        (_states[key], _causes[key]) = (ScheduleState.Blocked, cause);
        return [key, .. _graph.ChildrenOf(key).SelectMany(child => Block(child, cause))];
    }

    private void Settle(string key, ScheduleState state)
    {
        if (IsSettled(_states[key])) throw new InvalidOperationException($"{key} is {_states[key]} already.");
        _states[key] = state;
    }

    private void Move(string key, ScheduleState from, ScheduleState to)
    {
        if (_states[key] != from) throw new InvalidOperationException($"{key} is {_states[key]} and not {from}.");
        _states[key] = to;
    }
}
