using System.Xml.Linq;

namespace ImageSdk.Core.Tests.Documentation;

/// <summary>The files of this repository that documentation is about.</summary>
internal static class RepositoryFiles
{
    /// <summary>The repository.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The text of <c>docs/reference.md</c>.</summary>
    public static string Reference { get; } = File.ReadAllText(Path.Combine(Root, "docs", "reference.md"));

    /// <summary>Every MSBuild file of the SDK.</summary>
    public static IReadOnlyList<XDocument> SdkFiles { get; } =
    [
        .. Directory.EnumerateFiles(Path.Combine(Root, "Sdk"), "*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".props" or ".targets").Order(StringComparer.Ordinal).Select(XDocument.Load),
    ];

    /// <summary>The file that gives properties their defaults.</summary>
    public static XDocument Properties { get; } = XDocument.Load(Path.Combine(Root, "Sdk", "Targets", "ImageSdk.Properties.targets"));

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "ImageSdk.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("These tests run inside the repository.");
        return folder;
    }
}
