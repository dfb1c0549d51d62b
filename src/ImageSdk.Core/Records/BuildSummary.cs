using System.Globalization;

namespace ImageSdk.Records;

/// <summary>What a build of several images did, and how long that took.</summary>
public sealed class BuildSummary
{
    private readonly Dictionary<string, ImageOutcome> _images;
    private readonly List<ImageRecord> _built;
    private readonly Dictionary<string, Way> _ways = new(StringComparer.Ordinal);

    /// <summary>Sums up.</summary>
    /// <param name="images">What was done with each image; of several entries of one project the first counts.</param>
    public BuildSummary(IEnumerable<ImageOutcome> images)
    {
        _images = images.DistinctBy(image => image.Project).ToDictionary(image => image.Project, StringComparer.Ordinal);
        _built = [.. _images.Values.Select(image => image.Record).OfType<ImageRecord>()];
        CriticalPath = _images.Keys.Select(Longest).MaxBy(way => way.Seconds) ?? Way.None;
    }

    /// <summary>How many images there are.</summary>
    public int Count => _images.Count;

    /// <summary>The <c>RUN</c> instructions that ran in images that were built.</summary>
    public int StepsRun => _built.Sum(record => record.Steps.Count(step => step is { IsCommand: true, Cached: false }));

    /// <summary>The <c>RUN</c> instructions that BuildKit had in its cache.</summary>
    public int StepsCached => _built.Sum(record => record.Steps.Count(step => step is { IsCommand: true, Cached: true }));

    /// <summary>
    /// The times of all builds together, in seconds. The clock shows less, since images are built beside each other.
    /// </summary>
    public double Seconds => _built.Sum(record => record.Duration);

    /// <summary>
    /// The images that had to wait for each other longest: what the build takes at least, on any machine like this one.
    /// </summary>
    public Way CriticalPath { get; }

    /// <summary>
    /// The size of what was built, in bytes; a layer of several images counts once. 0 when the builder does not tell.
    /// </summary>
    public long Size => _built.SelectMany(record => record.Layers).DistinctBy(layer => layer.DiffId).Sum(layer => layer.Size);

    /// <summary>
    /// By how many bytes that is more than at the last builds of the same images. What a parent grew counts once, not again in
    /// each of its children.
    /// </summary>
    public long SizeChange =>
        _images.Values.Where(image => image.Record is not null).Sum(image => Change(image.Record) - Change(ParentOf(image)));

    /// <summary>How many images are in some state.</summary>
    public int CountOf(ImageState state) => _images.Values.Count(image => image.State == state);

    /// <summary>One line, in which what did not happen is left out.</summary>
    public override string ToString()
    {
        List<string> images = [];
        Add(ImageState.Built, "built");
        Add(ImageState.UpToDate, "up to date");
        Add(ImageState.Failed, "failed");
        Add(ImageState.NotStarted, "not started");
        var text = $"{Count} {(Count == 1 ? "image" : "images")}: {string.Join(", ", images)}";
        if (_built.Count == 0) return text;

        text += string.Create(CultureInfo.InvariantCulture,
            $"; RUN: {StepsRun} run, {StepsCached} cached; {Seconds:0.0} s of builds");
        if (CriticalPath.Images.Count > 1)
            text += string.Create(CultureInfo.InvariantCulture, $", critical path {CriticalPath.Seconds:0.0} s ({CriticalPath})");
        if (Size == 0) return text;

        var change = SizeChange;
        return $"{text}; {ByteSize.Format(Size)}{(change == 0 ? "" : $", {(change > 0 ? "+" : "")}{ByteSize.Format(change)}")}";

        void Add(ImageState state, string words)
        {
            if (CountOf(state) is > 0 and var count) images.Add($"{count} {words}");
        }
    }

    private static long Change(ImageRecord? record) =>
        record is { PreviousSize: > 0, Size: > 0 } ? record.Size - record.PreviousSize : 0;

    /// <summary>The image that was built before and that this one begins with.</summary>
    private ImageRecord? ParentOf(ImageOutcome image) => image.References
        .Select(reference => _images.GetValueOrDefault(reference)?.Record).OfType<ImageRecord>()
        .Where(parent =>
            Change(image.Record) != 0
            && parent.Layers.Select(l => l.DiffId)
            .SequenceEqual(image.Record!.Layers.Take(parent.Layers.Count).Select(l => l.DiffId)))
        .MaxBy(parent => parent.Layers.Count);

    private Way Longest(string project)
    {
        if (_ways.TryGetValue(project, out var way)) return way;
        if (!_images.TryGetValue(project, out var image)) return Way.None;

        // A circle of references ends where it began.
        _ways[project] = Way.None;
        var before = image.References.Select(Longest).MaxBy(w => w.Seconds) ?? Way.None;
        return _ways[project] = image.Record is { } record
            ? new Way([.. before.Images, image.Name], before.Seconds + record.Duration)
            : before;
    }

    /// <summary>Images that were built one after the other.</summary>
    /// <param name="Images">Their names, lowest first.</param>
    /// <param name="Seconds">How long that took.</param>
    public sealed record Way(IReadOnlyList<string> Images, double Seconds)
    {
        internal static Way None { get; } = new([], 0);

        /// <summary>The names, of a long way the first and the last ones.</summary>
        public override string ToString() =>
            string.Join(" > ", Images.Count <= 6 ? Images : [.. Images.Take(3), "…", .. Images.TakeLast(2)]);
    }
}
