using Microsoft.Build.Framework;

namespace ImageSdk.Tasks;

/// <summary>
/// The environment of the project, which with <c>-mt</c> is not that of the process: what another task sets is there, and nowhere
/// else.
/// </summary>
public abstract partial class ImageTask : IMultiThreadableTask
{
    /// <inheritdoc />
    public TaskEnvironment TaskEnvironment { get; set; } = null!;

    /// <summary>Whether all nodes of the build are threads of this process.</summary>
    /// <remarks>MSBuild says it only by this: the folder of the project is then no longer that of the process.</remarks>
    private protected bool IsMultiThreaded => TaskEnvironment.GetProcessStartInfo().WorkingDirectory.Length > 0;

    private IEnumerable<KeyValuePair<string, string>> Variables => TaskEnvironment.GetEnvironmentVariables();
}
