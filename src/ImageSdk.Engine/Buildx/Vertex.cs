using System.Buffers;
using System.Text;
using ImageSdk.Diagnostics;

namespace ImageSdk.Engine.Buildx;

/// <summary>What is known of one vertex of a build: a step of the Dockerfile, or BuildKit's own housekeeping.</summary>
/// <param name="digest">BuildKit's key of it.</param>
internal sealed class Vertex(string digest)
{
    /// <summary>How many of the last output lines of a step are kept for an error message.</summary>
    private const int LogLinesKept = 20;

    /// <summary>The characters of such a line that are shown.</summary>
    private const int LineLength = 500;

    private const int BytesKept = 16 * 1024;

    // Bytes, since a character may be cut between two pieces.
    private readonly ArrayBufferWriter<byte> _output = new();
    private readonly Dictionary<string, (long Current, long Total)> _transfers = new(StringComparer.Ordinal);

    /// <summary>BuildKit's key of it.</summary>
    public string Digest { get; } = digest;

    /// <summary>The name as BuildKit has it.</summary>
    public string Name { get; set; } = "";

    /// <summary>When it was first heard to run, as a timestamp of the clock.</summary>
    public long? Started { get; set; }

    /// <summary>Whether it has ended, well or not.</summary>
    public bool Ended { get; set; }

    /// <summary>Whether it is running.</summary>
    public bool IsRunning => Started is not null && !Ended;

    /// <summary>Whether it is a step of the Dockerfile.</summary>
    public bool IsStep => Name.StartsWith('[') && !Name.StartsWith("[internal]", StringComparison.Ordinal);

    /// <summary>Whether it is an instruction that runs something: the others take no time, or have bytes to show.</summary>
    public bool IsCommand => IsStep && Name.Contains("] RUN ", StringComparison.Ordinal);

    /// <summary>Whether it puts the image, or a cache, where it is to go.</summary>
    public bool IsExport => Name.StartsWith("exporting ", StringComparison.Ordinal);

    /// <summary>Whether it puts the image into the builder's store, or pushes it.</summary>
    public bool IsImageExport => Name == "exporting to image";

    /// <summary>Whether buildx asks for the provenance of an image that is complete, for its metadata file.</summary>
    public bool IsProvenance => Name == "resolving provenance for metadata file";

    /// <summary>Whether it takes an image, or a cache, from where it is.</summary>
    public bool IsImport =>
        Name.StartsWith("importing cache", StringComparison.Ordinal)
        || Name.StartsWith("[internal] load metadata for ", StringComparison.Ordinal)
        || Name.StartsWith("resolve image config for ", StringComparison.Ordinal)
        || (IsStep && Name.Contains("] FROM ", StringComparison.Ordinal));

    /// <summary>What there is to say of it.</summary>
    public StepProgress Progress(StepState state, TimeSpan elapsed) => new(Name, state, elapsed)
    {
        Bytes = _transfers.Values.Sum(t => t.Current),
        TotalBytes = _transfers.Values.Sum(t => Math.Max(t.Total, t.Current)) is var total
            && _transfers.Values.Any(t => t.Total > 0) ? total : 0,
    };

    /// <summary>Notes how far something is that it pulls, pushes or sends (BuildKit's <c>VertexStatus</c>).</summary>
    /// <param name="id">What it is: a layer, for example.</param>
    /// <param name="current">The bytes so far.</param>
    /// <param name="total">All of them; 0 when that is not known.</param>
    public void SetBytes(string id, long current, long total) => _transfers[id] = (current, total);

    /// <summary>Takes output.</summary>
    public void Append(byte[] data)
    {
        _output.Write(data);
        if (_output.WrittenCount <= 2 * BytesKept) return;

        var tail = _output.WrittenSpan[^BytesKept..].ToArray();
        _output.ResetWrittenCount();
        _output.Write(tail);
    }

    /// <summary>The last lines of output.</summary>
    public IReadOnlyList<string> Output() => Encoding.UTF8.GetString(_output.WrittenSpan)
        .Split('\n', StringSplitOptions.RemoveEmptyEntries)
        // Of a line that a program writes again and again, as one with a bar that grows, a terminal shows the last form.
        .Select(line => line.TrimEnd('\r'))
        .Select(line => ForeignText.Line(line[(line.LastIndexOf('\r') + 1)..], LineLength, keepsIndent: true))
        .Where(line => line.Length > 0)
        .TakeLast(LogLinesKept)
        .ToList();
}
