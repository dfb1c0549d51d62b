using ImageSdk.Planning;

namespace ImageSdk.Engine.Builds;

/// <summary>
/// The paths of local caches as BuildKit can take them: it sends the path in a header of gRPC, which has printable ASCII only
/// (BuildKit, <c>session/content</c>), so any other path is given by a link.
/// </summary>
internal sealed class LocalCaches(DirectoryLinks links)
{
    /// <summary>The option with a path that BuildKit can take.</summary>
    /// <param name="option">A cache in buildx's form, as <see cref="CacheOption"/> makes it.</param>
    public string Reachable(string option) =>
        option.StartsWith("type=local,", StringComparison.Ordinal) && !IsPrintable(option)
        && CsvFields.TryRead(option, out var fields, out _)
            ? CsvFields.Write([.. fields.Select(Field)])
            : option;

    private string Field(string field) => field.Split('=', 2) switch
    {
        ["src", var path] when !IsPrintable(path) && Directory.Exists(path) => $"src={links.To(path)}",
        ["dest", var path] when !IsPrintable(path) && TryCreate(path) => $"dest={links.To(path)}",
        _ => field,
    };

    /// <summary>A link needs something to lead to. Where that cannot be made, BuildKit says why.</summary>
    private static bool TryCreate(string path)
    {
        try
        {
            Directory.CreateDirectory(path);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static bool IsPrintable(string text) => text.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0;
}
