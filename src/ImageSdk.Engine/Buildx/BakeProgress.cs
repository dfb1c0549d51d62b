using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ImageSdk.Engine.Buildx;

/// <summary>
/// Divides the progress of a batch among its targets. buildx puts the target into the name of each vertex (<c>[t0 2/3] RUN …</c>,
/// <c>[t0] exporting to image</c>); without it, the name is the one that a single build has.
/// </summary>
/// <remarks>Source: buildx, util/progress/multiwriter.go (addPrefix).</remarks>
/// <param name="targets">The targets, by the index in their name.</param>
/// <param name="onChange">Called with the index of a target after each vertex of that target.</param>
internal sealed partial class BakeProgress(IReadOnlyList<BuildxProgress> targets, Action<int> onChange) : ProgressReader
{
    // Targets can share a vertex, for example a COPY of the same file. Each of them has its own lines of the vertex itself; lines
    // of status and output have only its digest.
    private readonly Dictionary<string, HashSet<int>> _owners = new(StringComparer.Ordinal);

    /// <summary>The index of the target that buildx names as the one that failed, or null.</summary>
    public int? FailedTarget => FailedName().Match(Text) is { Success: true } match ? IndexOf(match) : null;

    /// <summary>What buildx said after a failure, as a single build says it.</summary>
    public string TextOfTarget => FailedName().Replace(Text, "ERROR: ");

    /// <summary>Whether several targets have a vertex: then a line of output does not say to which of them it belongs.</summary>
    public bool IsShared(string digest) => _owners.TryGetValue(digest, out var owners) && owners.Count > 1;

    /// <inheritdoc />
    public override void ReadVertex(JsonElement element)
    {
        var name = element.TryGetProperty("name", out var text) ? text.GetString() ?? "" : "";
        var digest = element.GetProperty("digest").GetString()!;
        var match = Prefix().Match(name);
        if (!match.Success)
        {
            // Such as the start of a builder, which a single build has too. A single build has no bake file to read.
            if (name.EndsWith(" bake definitions", StringComparison.Ordinal)) return;

            for (var i = 0; i < targets.Count; i++) Take(i, digest, element, name);
        }
        else if (IndexOf(match) is { } index)
        {
            var plain = match.Groups["plain"];
            Take(index, digest, element, plain.Success ? plain.Value : "[" + match.Groups["rest"].Value);
        }
    }

    /// <inheritdoc />
    public override void ReadStatus(JsonElement element)
    {
        foreach (var index in OwnersOf(element)) targets[index].ReadStatus(element);
    }

    /// <inheritdoc />
    public override void ReadLog(JsonElement element)
    {
        foreach (var index in OwnersOf(element)) targets[index].ReadLog(element);
    }

    /// <inheritdoc />
    public override void ReportRunning()
    {
        foreach (var target in targets) target.ReportRunning();
    }

    private void Take(int index, string digest, JsonElement element, string name)
    {
        if (!_owners.TryGetValue(digest, out var owners)) _owners.Add(digest, owners = []);
        owners.Add(index);
        targets[index].ReadVertex(element, name);
        onChange(index);
    }

    private IReadOnlyCollection<int> OwnersOf(JsonElement element) =>
        _owners.TryGetValue(element.GetProperty("vertex").GetString()!, out var owners) ? owners : [];

    private int? IndexOf(Match match) =>
        int.TryParse(match.Groups["index"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
        && index < targets.Count ? index : null;

    [GeneratedRegex(@"^\[t(?<index>\d+)(\] (?<plain>.*)| (?<rest>.*))$", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Prefix();

    /// <summary>At the end, since the excerpt before it is a text of the user.</summary>
    [GeneratedRegex(
        @"^ERROR: target t(?<index>\d+): ", RegexOptions.Multiline | RegexOptions.RightToLeft | RegexOptions.ExplicitCapture)]
    private static partial Regex FailedName();
}
