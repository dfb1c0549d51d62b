using System.Text.Json;
using CliWrap;
using CliWrap.Buffered;
using ImageSdk.Benchmarks.Measuring;

namespace ImageSdk.Benchmarks.Machine;

/// <summary>
/// The engine and the registry of a contest: an engine of its own, which may be emptied, or the one that the environment names.
/// </summary>
internal sealed class BenchmarkEngine : IAsyncDisposable
{
    private const string Script = "eng/engine.sh";
    private const string RegistryVariable = "IMAGESDK_REGISTRY";

    private readonly string _repository;
    private readonly Dictionary<string, string?> _environment;

    private BenchmarkEngine(string repository, Dictionary<string, string?> environment, bool isOwn)
    {
        (_repository, _environment, IsOwn) = (repository, environment, isOwn);
    }

    /// <summary>The environment of commands that use it.</summary>
    public IReadOnlyDictionary<string, string?> Environment => _environment;

    /// <summary>The host and port of the registry.</summary>
    public string Registry => _environment[RegistryVariable]!;

    /// <summary>Whether it is there for the contest alone.</summary>
    public bool IsOwn { get; }

    /// <summary>Starts an engine of our own, beside any other, and sees to it that it has the base images.</summary>
    /// <param name="repository">The root of this repository.</param>
    /// <param name="home">The folder of the engine. It is kept, so that the next start is quick.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<BenchmarkEngine> StartAsync(string repository, string home, CancellationToken cancellation)
    {
        var environment = new Dictionary<string, string?>
        {
            ["IMAGESDK_ENGINE"] = "private", ["IMAGESDK_ENGINE_HOME"] = home, ["DOCKER_HOST"] = null, ["DOCKER_CONFIG"] = null,
        };
        await RunAsync(repository, environment, ["bash", Script, "up"], cancellation);
        await RunAsync(repository, environment, ["bash", "eng/stand-ins.sh"], cancellation);
        string[] print = ["bash", "-c", $"eval \"$({Script} env)\"; env -0"];
        var variables = await RunAsync(repository, environment, print, cancellation);
        foreach (var variable in variables.Split('\0', StringSplitOptions.RemoveEmptyEntries).Select(v => v.Split('=', 2)))
        {
            if (variable[0] is "PATH" or "DOCKER_HOST" or "DOCKER_CONFIG" or RegistryVariable) environment[variable[0]] = variable[1];
        }

        var engine = new BenchmarkEngine(repository, environment, isOwn: true);
        await engine.EmptyAsync(cancellation);
        return engine;
    }

    /// <summary>Takes the engine and registry that the environment names.</summary>
    public static BenchmarkEngine Current(string repository)
    {
        var registry = System.Environment.GetEnvironmentVariable(RegistryVariable)
            ?? throw new ContestException($"{RegistryVariable} is not set: eval \"$({Script} env)\"");
        return new BenchmarkEngine(repository, new() { [RegistryVariable] = registry }, isOwn: false);
    }

    /// <summary>Removes all images and the whole build cache, those of source images, contexts and cache mounts too.</summary>
    /// <exception cref="ContestException">Something is left, or the engine is not our own.</exception>
    public async Task EmptyAsync(CancellationToken cancellation)
    {
        if (!IsOwn) throw new ContestException("An engine that others use is not emptied.");

        var images = Lines(await DockerAsync(["image", "ls", "--all", "--quiet", "--no-trunc"], cancellation));
        if (images.Length > 0) await DockerAsync(["image", "rm", "--force", .. images.Distinct()], cancellation);
        await DockerAsync(["builder", "prune", "--all", "--force"], cancellation);

        var left = await DockerAsync(["image", "ls", "--all", "--quiet"], cancellation);
        if (left.Length > 0) throw new ContestException($"The engine still has images: {left}");
    }

    /// <summary>
    /// The layers of those images that are there, by tag. Not their digests: attestations give an equal image a new one.
    /// </summary>
    public async Task<IReadOnlyDictionary<string, string>> LayersAsync(IEnumerable<string> tags, CancellationToken cancellation)
    {
        // Fails for images that are not there, and prints the others.
        var result = await Cli.Wrap("env").WithArguments(["docker", "image", "inspect", .. tags])
            .WithEnvironmentVariables(_environment).WithValidation(CommandResultValidation.None).ExecuteBufferedAsync(cancellation);
        using var images = JsonDocument.Parse(result.StandardOutput);
        var layers = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var image in images.RootElement.EnumerateArray())
        {
            foreach (var tag in image.GetProperty("RepoTags").EnumerateArray())
            {
                layers[tag.GetString()!] = image.GetProperty("RootFS").GetProperty("Layers").GetRawText();
            }
        }

        return layers;
    }

    /// <summary>Removes the images of some names.</summary>
    public async Task RemoveAsync(string pattern)
    {
        string[] list = ["image", "ls", "--format", "{{.Repository}}:{{.Tag}}", "--filter", $"reference={pattern}"];
        var tags = Lines(await DockerAsync(list, default));
        if (tags.Length > 0) await DockerAsync(["image", "rm", .. tags], default);
    }

    /// <summary>What a docker command prints.</summary>
    public Task<string> DockerAsync(IReadOnlyList<string> arguments, CancellationToken cancellation) =>
        RunAsync(_repository, _environment, ["docker", .. arguments], cancellation);

    /// <summary>Stops an engine of our own.</summary>
    public async ValueTask DisposeAsync()
    {
        if (IsOwn) await RunAsync(_repository, _environment, ["bash", Script, "down"], default);
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static async Task<string> RunAsync(
        string directory, Dictionary<string, string?> environment, IReadOnlyList<string> command, CancellationToken cancellation)
    {
        // `env` looks a program up on the PATH that it is given; to start it directly would look on our own.
        var result = await Cli.Wrap("env").WithArguments(command).WithWorkingDirectory(directory)
            .WithEnvironmentVariables(environment).WithValidation(CommandResultValidation.None).ExecuteBufferedAsync(cancellation);
        return result.ExitCode == 0 ? result.StandardOutput.Trim()
            : throw new ContestException($"{string.Join(' ', command)} ended with {result.ExitCode}\n{result.StandardError}");
    }
}
