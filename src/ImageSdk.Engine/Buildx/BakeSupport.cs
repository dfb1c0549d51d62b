using System.Text.Json.Nodes;

namespace ImageSdk.Engine.Buildx;

/// <summary>Knows which requests <c>docker buildx bake</c> builds exactly as <c>docker buildx build</c> does.</summary>
/// <remarks>
/// Source: buildx, bake/bake.go and bake/entitlements.go; pull requests 2671 (network) and 3141 (paths of Windows). Every other
/// attribute that <see cref="BakeFile"/> writes is older than buildx 0.13, the oldest that ImageSdk uses.
/// </remarks>
internal static class BakeSupport
{
    /// <summary>
    /// The first buildx whose bake files may say <c>network</c>, and that asks for <c>--allow=network.host</c>.
    /// </summary>
    private static readonly Version FirstWithNetwork = new(0, 17);

    /// <summary>The first buildx that takes <c>C:\x\Dockerfile</c> for a full path in a bake file.</summary>
    private static readonly Version FirstWithDrives = new(0, 24);

    /// <summary>Whether the answer depends on the version of buildx: to ask for the version costs a process.</summary>
    public static bool NeedsVersion(BuildxRequest request) => request.Plan.Network.Length > 0 || !IsUnixPath(request);

    /// <summary>Why a request must be built on its own, as a clause; null if it can be part of a batch.</summary>
    /// <param name="request">The request.</param>
    /// <param name="version">The version of buildx; null if unknown.</param>
    public static string? Problem(BuildxRequest request, Version? version)
    {
        if (request.Plan.Network.Length > 0 && !IsAtLeast(version, FirstWithNetwork))
        {
            return $"bake files cannot set the network before buildx {FirstWithNetwork}";
        }

        if (!IsUnixPath(request) && !IsAtLeast(version, FirstWithDrives))
        {
            return $"bake takes a path with a drive for a relative one before buildx {FirstWithDrives}";
        }

        return !Path.IsPathFullyQualified(request.ContextDirectory) ? "bake would find a relative context in another directory"
            : request.NamedContexts.Values.Any(IsOfBake) ? "bake would take a named context for a link or for a relative path"
            : !IsStable(BakeFile.Target(request)) ? "bake would change the Unicode normalization form of a value"
            : null;
    }

    private static bool IsAtLeast(Version? version, Version oldest) => version is not null && version >= oldest;

    private static bool IsUnixPath(BuildxRequest request) => (request.DockerfileCopy ?? request.Dockerfile).StartsWith('/');

    private static bool IsOfBake(string context) => context.Length == 0
        || context.StartsWith("target:", StringComparison.Ordinal) || context.StartsWith("cwd://", StringComparison.Ordinal);

    /// <summary>
    /// Whether no string changes when bake reads it: its parser brings every string into the normalization form C.
    /// </summary>
    private static bool IsStable(JsonNode? node) => node switch
    {
        JsonObject members => members.All(member => IsStable(member.Key) && IsStable(member.Value)),
        JsonArray items => items.All(IsStable),
        JsonValue value when value.TryGetValue(out string? text) => IsStable(text),
        _ => true,
    };

    /// <summary>
    /// Below U+0300 every character is its own normal form. Without Unicode data (<c>InvariantGlobalization</c>), .NET calls
    /// every text normalized, so a text with other characters is refused then.
    /// </summary>
    private static bool IsStable(string text)
    {
        if (text.AsSpan().IndexOfAnyExceptInRange('\0', '\u02FF') < 0) return true;

        try
        {
            return text.IsNormalized() && !"e\u0301".IsNormalized();
        }
        catch (ArgumentException)
        {
            // Half of a surrogate pair: no text at all.
            return false;
        }
    }
}
