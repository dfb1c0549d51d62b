using ImageSdk.Generation;
using Microsoft.Build.Framework;

namespace ImageSdk.Tasks;

/// <summary>
/// Reads what image projects say for a compose file. Each item says of which project it is, of which type, and which file has it;
/// a project that several others have asked is there several times.
/// </summary>
internal static class ComposeItems
{
    /// <summary>The projects, each with an item that has its properties, and with its items, sorted by path.</summary>
    public static IReadOnlyList<(DeclaredItem Image, IReadOnlyList<DeclaredItem> Items)> Read(IEnumerable<ITaskItem> items) =>
    [
        .. items.GroupBy(item => item.GetMetadata("_Project")).OrderBy(project => project.Key, StringComparer.Ordinal)
            .Select(project => (
                Read(project.First(item => item.GetMetadata("_Type") == "Image")),
                (IReadOnlyList<DeclaredItem>)[.. project.Where(item => item.GetMetadata("_Type") != "Image").Select(Read)
                    .DistinctBy(KeyOf)])),
    ];

    private static DeclaredItem Read(ITaskItem item)
    {
        var values = item.CloneCustomMetadata();
        return new DeclaredItem(item.GetMetadata("_Type"), item.ItemSpec, item.GetMetadata("_DefinedIn"))
        {
            Metadata = values.Keys.Cast<string>().ToDictionary(key => key, key => (string)values[key]!),
        };
    }

    /// <summary>
    /// What two items that say the same have in common; one of another route through the projects has other metadata of MSBuild.
    /// </summary>
    private static string KeyOf(DeclaredItem item) =>
        string.Join('\n', [item.Type, item.Include,
            .. ((string[])["Path", "Variable", "Volume", "Revision", "Type", "HostPort", "Until"]).Select(name => item[name])]);
}
