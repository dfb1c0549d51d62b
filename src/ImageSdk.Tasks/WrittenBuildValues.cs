using ImageSdk.Diagnostics;
using ImageSdk.Generation;
using Microsoft.Build.Framework;

namespace ImageSdk.Tasks;

/// <summary>Finds build arguments and labels that MSBuild changed, once after each edit of a file that has them.</summary>
internal static class WrittenBuildValues
{
    /// <summary>Compares the items with the project files, unless no file is newer than the plan of the last build.</summary>
    /// <param name="projectFile">The full path of the project.</param>
    /// <param name="planFile">The full path of the plan. Its time says that the files were looked at.</param>
    /// <param name="buildArguments">ImageBuildArg.</param>
    /// <param name="labels">ContainerLabel.</param>
    /// <exception cref="DiagnosticException">IMG6010.</exception>
    public static void Check(string projectFile, string planFile, ITaskItem[] buildArguments, ITaskItem[] labels)
    {
        var files = buildArguments.Concat(labels).Select(item => item.GetMetadata("DefiningProjectFullPath")).Prepend(projectFile)
            .Distinct();
        // Of a file that is missing the time is in the year 1601.
        var looked = File.GetLastWriteTimeUtc(planFile);
        if (!files.Any(file => File.GetLastWriteTimeUtc(file) > looked)) return;

        var declaration = new ImageDeclaration
        {
            ProjectFile = projectFile,
            Items = [.. Read("ImageBuildArg", buildArguments), .. Read("ContainerLabel", labels)],
        };
        if (WrittenValues.Check(declaration, WrittenValues.BuildTypes) is { Count: > 0 } changed)
            throw new DiagnosticException(changed);

        if (File.Exists(planFile)) File.SetLastWriteTimeUtc(planFile, DateTime.UtcNow);
    }

    private static IEnumerable<DeclaredItem> Read(string type, ITaskItem[] items) => items.Select(item =>
        new DeclaredItem(type, item.ItemSpec, item.GetMetadata("DefiningProjectFullPath"))
        {
            Metadata = new Dictionary<string, string> { ["Value"] = item.GetMetadata("Value") },
        });
}
