using ImageSdk.Diagnostics;

namespace ImageSdk.Tasks;

/// <summary>The help that comes with the package, so that a link always fits the version that gave the message.</summary>
internal static class HelpPage
{
    private static readonly string Folder =
        new Uri(Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(HelpPage).Assembly.Location)!, "../../../docs"))).AbsoluteUri;

    /// <summary>The place of a diagnostic in its page.</summary>
    public static string LinkTo(DiagnosticDescriptor descriptor) =>
        descriptor.Url.Length > 0 ? descriptor.Url : $"{Folder}/{descriptor.Page}#{descriptor.Code.ToLowerInvariant()}";
}
