namespace ImageSdk.Tasks;

/// <summary>
/// How far the images of a build are with what is done for each of them: building it, or pushing it. Projects are known by their
/// keys (<see cref="ProjectKey"/>).
/// </summary>
/// <param name="comparer">How keys are compared.</param>
internal sealed class WorkProgress(StringComparer comparer)
{
    private readonly HashSet<string> _met = new(comparer);
    private readonly HashSet<string> _done = new(comparer);
    private readonly Dictionary<string, BegunWork> _begun = new(comparer);

    /// <summary>What goes on.</summary>
    public IEnumerable<Task> Running => _begun.Values.Select(work => work.Work).Where(work => !work.IsCompleted);

    /// <summary>Whether an image was met, by its own task or to begin it: it is not to be begun again.</summary>
    public bool HasMet(string project) => _met.Contains(project);

    /// <summary>Notes that an image was met.</summary>
    public void Meet(string project) => _met.Add(project);

    /// <summary>Notes what was begun for an image.</summary>
    public void Begin(string project, BegunWork work) => _begun.Add(project, work);

    /// <summary>What was begun for an image; null when nothing was. The next time nothing is.</summary>
    public BegunWork? Take(string project) => _begun.Remove(project, out var work) ? work : null;

    /// <summary>Notes that there is nothing left to do for an image.</summary>
    public void Finish(string project) => _done.Add(project);

    /// <summary>Whether others can go on with an image.</summary>
    public bool IsDone(string project) =>
        _done.Contains(project) || (_begun.TryGetValue(project, out var work) && work.Work.IsCompletedSuccessfully);

    /// <summary>Interrupts what was begun and that nobody took, and waits for its end.</summary>
    public void Stop()
    {
        foreach (var work in _begun.Values) work.Stop();
    }
}
