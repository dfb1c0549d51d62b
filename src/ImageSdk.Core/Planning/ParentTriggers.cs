using ImageSdk.Diagnostics;
using ImageSdk.Dockerfiles;
using ImageSdk.Storage;

namespace ImageSdk.Planning;

/// <summary>
/// What the image of a referenced project makes its children do, before it is built: as a restore has to know it.
/// </summary>
public static class ParentTriggers
{
    /// <summary>The triggers in a Dockerfile; none when it is not there or has mistakes, which its own project says.</summary>
    /// <param name="dockerfile">The full path.</param>
    /// <param name="target">The target stage, or empty for the last one.</param>
    public static IReadOnlyList<string> Read(string dockerfile, string target)
    {
        try
        {
            var tree = Dockerfile.Parse(TextFile.ReadText(dockerfile), dockerfile);
            return tree.Diagnostics.Count == 0 ? Triggers.TextsOf(TargetStage.Find(tree, target)) : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or DiagnosticException)
        {
            return [];
        }
    }
}
