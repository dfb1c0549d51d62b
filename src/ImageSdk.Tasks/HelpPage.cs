using ImageSdk.Analysis;
using ImageSdk.Diagnostics;

namespace ImageSdk.Tasks;

/// <summary>The help that comes with the package, so that a link always fits the version that gave the message.</summary>
internal static class HelpPage
{
    private static readonly string Docs =
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(HelpPage).Assembly.Location)!, "../../../docs"));

    private static readonly string Folder = new Uri(Docs).AbsoluteUri;

    /// <summary>The place of a diagnostic in its page.</summary>
    public static string LinkTo(DiagnosticDescriptor descriptor) =>
        descriptor.Url.Length > 0 ? descriptor.Url : $"{Folder}/{descriptor.Page}#{descriptor.Code.ToLowerInvariant()}";

    /// <summary>What the rules of the analysis say about themselves.</summary>
    public static RuleHelp OfRules()
    {
        var page = Path.Combine(Docs, "analysis.md");
        return File.Exists(page) ? new RuleHelp(File.ReadAllText(page), LinkTo) : RuleHelp.None;
    }
}
