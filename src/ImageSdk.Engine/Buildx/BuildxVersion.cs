namespace ImageSdk.Engine.Buildx;

/// <summary>The number in the answer of <c>docker buildx version</c>.</summary>
internal static class BuildxVersion
{
    /// <summary>The number, or null if there is none.</summary>
    /// <param name="answer">
    /// "github.com/docker/buildx v0.29.1 commit", where distributions put their own words around the number.
    /// </param>
    public static Version? Read(string answer) => answer.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(word => word.TrimStart('v').Split('-', '+', '~')[0])
        .Select(word => Version.TryParse(word, out var version) ? version : null)
        .FirstOrDefault(version => version is not null);
}
