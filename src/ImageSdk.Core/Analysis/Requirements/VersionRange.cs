using System.Text.RegularExpressions;

namespace ImageSdk.Analysis.Requirements;

/// <summary>The versions that a requirement allows, such as <c>&gt;=1.2,&lt;2</c> (PEP 440).</summary>
internal sealed partial class VersionRange
{
    private readonly IReadOnlyList<(string Operator, string Version)> _clauses;

    private VersionRange(IReadOnlyList<(string Operator, string Version)> clauses) => _clauses = clauses;

    /// <summary>All versions.</summary>
    public static VersionRange Any { get; } = new([]);

    /// <summary>Whether all versions are allowed.</summary>
    public bool IsAny => _clauses.Count == 0;

    /// <summary>The one version that is allowed; null when there are several.</summary>
    public string? Exact =>
        _clauses.FirstOrDefault(clause => clause.Operator is "==" or "===" && !clause.Version.EndsWith('*')).Version;

    /// <summary>Whether there is a version above which nothing is allowed.</summary>
    public bool HasUpperLimit => _clauses.Any(clause => clause.Operator is "==" or "===" or "~=" or "<" or "<=");

    /// <summary>Reads clauses with commas between them; null when a part is none.</summary>
    public static VersionRange? TryParse(string text)
    {
        var clauses = new List<(string, string)>();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (Clause().Match(part) is not { Success: true } match)
                return null;
            clauses.Add((match.Groups["operator"].Value, match.Groups["version"].Value));
        }

        return clauses.Count == 0 ? Any : new VersionRange(clauses);
    }

    /// <summary>Whether a version is allowed; null when that cannot be told, for one that is not numbers with dots.</summary>
    public bool? Allows(string version)
    {
        bool? allows = true;
        foreach (var (name, limit) in _clauses)
        {
            if (AllowedBy(name, limit, version) is not { } allowed)
                allows = null;
            else if (!allowed)
                return false;
        }

        return allows;
    }

    /// <summary>Whether two versions are the same: <c>1.0</c> and <c>1.0.0</c> are.</summary>
    public static bool AreEqual(string one, string other) => Canonical(one) == Canonical(other);

    /// <inheritdoc />
    public override string ToString() => string.Join(',', _clauses.Select(clause => clause.Operator + clause.Version));

    private static bool? AllowedBy(string name, string limit, string version)
    {
        if (name is "==" or "===" && !limit.EndsWith('*'))
        {
            // What a limit does not say of a local version (1.0+cpu), any will do.
            return AreEqual(limit, limit.Contains('+') ? version : version.Split('+')[0]);
        }

        var isPrefix = limit.EndsWith(".*", StringComparison.Ordinal);
        if (Numbers(version.Split('+')[0]) is not { } numbers || Numbers(isPrefix ? limit[..^2] : limit) is not { } limits)
            return null;
        return (name, isPrefix) switch
        {
            ("==", true) => StartsWith(numbers, limits),
            ("!=", true) => !StartsWith(numbers, limits),
            ("!=", false) => Compare(numbers, limits) != 0,
            (">=", _) => Compare(numbers, limits) >= 0,
            ("<=", _) => Compare(numbers, limits) <= 0,
            (">", _) => Compare(numbers, limits) > 0,
            ("<", _) => Compare(numbers, limits) < 0,
            ("~=", _) when limits.Length > 1 => Compare(numbers, limits) >= 0 && StartsWith(numbers, limits[..^1]),
            _ => null,
        };
    }

    private static bool StartsWith(long[] numbers, long[] prefix) =>
        prefix.Select((number, index) => number == At(numbers, index)).All(same => same);

    private static int Compare(long[] one, long[] other)
    {
        for (var i = 0; i < Math.Max(one.Length, other.Length); i++)
        {
            if (At(one, i) != At(other, i))
                return At(one, i).CompareTo(At(other, i));
        }

        return 0;
    }

    private static long At(long[] numbers, int index) => index < numbers.Length ? numbers[index] : 0;

    private static long[]? Numbers(string version) =>
        Release().IsMatch(version) ? [.. version.TrimStart('v').Split('.').Select(long.Parse)] : null;

    private static string Canonical(string version)
    {
        version = version.ToLowerInvariant();
        var parts = version.Split('+', 2);
        if (Numbers(parts[0]) is not { } numbers)
            return version;
        var length = Array.FindLastIndex(numbers, number => number != 0) + 1;
        return string.Join('.', numbers.Take(Math.Max(length, 1))) + (parts.Length > 1 ? "+" + parts[1] : "");
    }

    [GeneratedRegex(@"^(?<operator>===|==|~=|!=|<=|>=|<|>)\s*(?<version>[A-Za-z0-9.*+!_-]+)$")]
    private static partial Regex Clause();

    [GeneratedRegex(@"^v?\d{1,15}(\.\d{1,15})*$")]
    private static partial Regex Release();
}
