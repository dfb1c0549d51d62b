namespace ImageSdk.Analysis.Contexts;

/// <summary>A file or folder of the build context that stands out.</summary>
/// <param name="Path">The path relative to the context, with slashes.</param>
/// <param name="Clutter">What it is, where it is something that no image needs; null otherwise.</param>
internal sealed record ContextPart(string Path, Clutter? Clutter = null)
{
    /// <summary>Its name.</summary>
    public string Name => Path[(Path.LastIndexOf('/') + 1)..];

    /// <summary>Whether it is a file.</summary>
    public bool IsFile { get; init; }

    /// <summary>The size in bytes, as far as it was looked at.</summary>
    public long Size { get; set; }

    /// <summary>Whether a file is in it, as far as it was looked at.</summary>
    public bool HasFiles { get; set; }

    /// <inheritdoc />
    public override string ToString() => Size < 1_000_000 ? Path : $"{Path} ({SizeText(Size)})";

    /// <summary>A size as people write it.</summary>
    public static string SizeText(long bytes) => bytes switch
    {
        >= 1_000_000_000 => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{bytes / 1e9:0.0} GB"),
        >= 1_000_000 => $"{bytes / 1_000_000} MB",
        _ => $"{bytes / 1000} kB",
    };
}
