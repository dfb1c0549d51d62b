using ImageSdk.Diagnostics;
using ImageSdk.Engine.Registries;

namespace ImageSdk.Engine.Buildx;

/// <summary>
/// How buildx is started: the plug-in itself, as <c>docker buildx</c> would find it, since the docker command in front of it
/// takes more time than the plug-in. A docker that is a script is there to do something with every call, so it gets the calls.
/// </summary>
/// <param name="File">The full path of the program.</param>
/// <param name="Arguments">The arguments that come before those of buildx.</param>
/// <remarks>
/// Source: github.com/docker/cli, cli-plugins/manager (getPluginDirs), and buildx, cmd/buildx/main.go (runStandalone).
/// </remarks>
internal sealed record BuildxCommand(string File, IReadOnlyList<string> Arguments)
{
    private static readonly string Suffix = OperatingSystem.IsWindows() ? ".exe" : "";

    /// <summary>Finds the plug-in, or else the docker command.</summary>
    /// <exception cref="DiagnosticException">IMG0001: there is no docker command.</exception>
    public static BuildxCommand Find(DockerConfiguration configuration)
    {
        var docker = configuration.Environment.FindProgram("docker")
            ?? throw new DiagnosticException(DiagnosticDescriptors.DockerMissing.At(SourceLocation.None,
                "There is no docker command on PATH. Install Docker's command line with the buildx plug-in."));
        return !IsScript(docker) && FindPlugin(configuration) is { } plugin
            ? new BuildxCommand(plugin, [])
            : new BuildxCommand(docker, ["buildx"]);
    }

    private static string? FindPlugin(DockerConfiguration configuration) =>
        configuration.PluginDirectories.Append(Path.Combine(configuration.Directory, "cli-plugins"))
        .Concat(SystemDirectories(configuration))
            .Select(directory => Path.GetFullPath(Path.Combine(directory, "docker-buildx" + Suffix)))
            .FirstOrDefault(BuildEnvironment.IsProgram);

    private static IEnumerable<string> SystemDirectories(DockerConfiguration configuration) => OperatingSystem.IsWindows()
        ? ((string[])["ProgramData", "ProgramFiles"]).Select(configuration.Variable).OfType<string>()
        .Select(root => Path.Combine(root, "Docker", "cli-plugins"))
        : ["/usr/local/lib/docker/cli-plugins", "/usr/local/libexec/docker/cli-plugins", "/usr/lib/docker/cli-plugins",
            "/usr/libexec/docker/cli-plugins"];

    private static bool IsScript(string file)
    {
        using var stream = System.IO.File.OpenRead(file);
        return stream.ReadByte() == '#' && stream.ReadByte() == '!';
    }
}
