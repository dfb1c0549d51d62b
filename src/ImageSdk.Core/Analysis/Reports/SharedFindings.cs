using System.Collections.Concurrent;

namespace ImageSdk.Analysis.Reports;

/// <summary>
/// The findings that a build or a lint has reported: seven images with one ignore file have one such finding in it, not seven.
/// Each belongs to the image that reports it first.
/// </summary>
public sealed class SharedFindings
{
    private readonly ConcurrentDictionary<string, string> _owners = new(StringComparer.Ordinal);

    /// <summary>Whether an image reports a finding: nobody did before, or the image itself did.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="owner">What tells the image apart from others: its project and variant.</param>
    public bool IsOf(Finding finding, string owner)
    {
        var location = finding.Location;
        // What is wrong with a line of an ignore file is the same in every image; the example in the message may be another one.
        var message = location.File.EndsWith(".dockerignore", StringComparison.Ordinal) ? "" : finding.Message;
        return _owners.GetOrAdd($"{finding.Descriptor.Code} {location.File}:{location.Line}:{location.Column} {message}",
            owner) == owner;
    }
}
