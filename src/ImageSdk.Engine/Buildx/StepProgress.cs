using System.Globalization;
using System.Text.RegularExpressions;
using ImageSdk.Records;

namespace ImageSdk.Engine.Buildx;

/// <summary>What there is to say of one step of a build at one moment.</summary>
/// <param name="Name">
/// The name as BuildKit has it, mostly with k of n: <c>[stage-1 2/5] RUN pip install …</c>, <c>exporting to image</c>.
/// </param>
/// <param name="State">Where it is.</param>
/// <param name="Elapsed">How long it took, or has been running.</param>
public sealed partial record StepProgress(string Name, StepState State, TimeSpan Elapsed)
{
    /// <summary>The characters of a name that are shown. Commands can be pages long; records have them whole.</summary>
    private const int NameLength = 100;

    /// <summary>Whether the result was found in the cache instead of made.</summary>
    public bool Cached { get; init; }

    /// <summary>The bytes that were pulled, pushed or sent so far.</summary>
    public long Bytes { get; init; }

    /// <summary>How many there will be, as far as is known; 0 when BuildKit does not say.</summary>
    public long TotalBytes { get; init; }

    /// <summary>How many other steps of the same build are running.</summary>
    public int Others { get; init; }

    /// <summary>The line of a log: <c>asr  RUN make  45 s, 12 MB of 40 MB, 2 other steps</c>.</summary>
    /// <param name="image">The name of the image, because lines of several images alternate.</param>
    public string Describe(string image)
    {
        // The position in its stage, and the mounts, are noise in a line that is read while it is printed.
        var name = string.Join(' ', Position().Replace(Name, "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Where(word => !word.StartsWith("--mount=", StringComparison.Ordinal)));
        if (name.Length > NameLength) name = name[..NameLength] + "…";
        return $"{image}  {name}  {string.Join(", ", Details())}";
    }

    [GeneratedRegex(@"^\[[^\]]*\] ")]
    private static partial Regex Position();

    private IEnumerable<string> Details()
    {
        yield return State switch
        {
            StepState.Started => "started",
            StepState.Running => string.Create(CultureInfo.InvariantCulture, $"{Elapsed.TotalSeconds:0} s"),
            _ when Cached => "cached",
            _ => string.Create(CultureInfo.InvariantCulture, $"done in {Elapsed.TotalSeconds:0.0} s"),
        };
        if (State == StepState.Running && TotalBytes > 0)
            yield return $"{ByteSize.Format(Bytes)} of {ByteSize.Format(TotalBytes)}";
        else if (Bytes > 0) yield return ByteSize.Format(Bytes);
        if (Others > 0) yield return Others == 1 ? "1 other step" : $"{Others} other steps";
    }
}
