using System.Security.Cryptography;
using System.Text;
using ImageSdk.Planning;

namespace ImageSdk.Engine.Builds;

/// <summary>
/// The paths of local caches as BuildKit can take them: it sends the path in a header of gRPC, which has printable ASCII only
/// (BuildKit, <c>session/content</c>), so any other path is given by a link.
/// </summary>
internal static class LocalCaches
{
    /// <summary>The option with a path that BuildKit can take.</summary>
    /// <param name="option">A cache in buildx's form, as <see cref="CacheOption"/> makes it.</param>
    public static string Reachable(string option) =>
        option.StartsWith("type=local,", StringComparison.Ordinal) && !IsPrintable(option) && CsvFields.TryRead(option, out var fields, out _)
            ? CsvFields.Write([.. fields.Select(Field)])
            : option;

    private static string Field(string field) => field.Split('=', 2) switch
    {
        ["src", var path] when !IsPrintable(path) && Directory.Exists(path) => $"src={Link(path)}",
        ["dest", var path] when !IsPrintable(path) && TryCreate(path) => $"dest={Link(path)}",
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

    private static string Link(string path) =>
        ContextLink.Create(path, $"cache-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path)).AsSpan(0, 16))}");

    private static bool IsPrintable(string text) => text.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0;
}
