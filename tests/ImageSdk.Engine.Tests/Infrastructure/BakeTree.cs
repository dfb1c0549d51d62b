using ImageSdk.Engine.Buildx;
using ImageSdk.Engine.Docker;
using ImageSdk.Engine.Registries;
using ImageSdk.Engine.Tests.Buildx;

namespace ImageSdk.Engine.Tests.Infrastructure;

/// <summary>
/// Images of one test that the real engine builds, in a batch and singly. Their tags are removed with the tree.
/// </summary>
public sealed class BakeTree : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly HashSet<string> _tags = new(StringComparer.Ordinal);
    private readonly DockerConfiguration _configuration;
    private readonly BuildEnvironment _environment;

    /// <param name="variables">Environment variables of buildx besides those of this process.</param>
    public BakeTree(params (string Name, string Value)[] variables)
    {
        var process = Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>()
            .Select(variable => KeyValuePair.Create((string)variable.Key, (string)variable.Value!));
        var outside = new BuildEnvironment(process, _directory.FullName);

        // A docker that is a script gets every call.
        var script = Write("bin/docker", $"""
            #!/bin/sh
            echo "$2" >> '{PathOf("commands")}'
            echo "$*" >> '{PathOf("calls")}'
            exec '{outside.FindProgram("docker")}' "$@"
            """);
        const UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(script, mode);
        _environment = new BuildEnvironment(
        [
            .. process, .. variables.Select(v => KeyValuePair.Create(v.Name, v.Value)),
            KeyValuePair.Create("PATH", $"{PathOf("bin")}{Path.PathSeparator}{outside.Find("PATH")}"),
        ], _directory.FullName);
        _configuration = DockerConfiguration.Load(_environment);
        Client = new BuildxClient(_configuration);
    }

    /// <summary>A text that no other test and no other run has, so that nothing is cached yet.</summary>
    public string Unique { get; } = Guid.NewGuid().ToString("n");

    public BuildxClient Client { get; init; }

    /// <summary>The commands of buildx that were started, such as <c>bake</c> or <c>build</c>, in that order.</summary>
    public string Commands => string.Join(' ', File.ReadAllLines(PathOf("commands")));

    /// <summary>The arguments of these commands.</summary>
    public string Calls => File.ReadAllText(PathOf("calls"));

    public string FullName => _directory.FullName;

    public string PathOf(string name) => Path.Combine(_directory.FullName, name);

    public string Write(string name, string content) => _directory.Write(name, content);

    /// <summary>A build with a context of its own, whose Dockerfile is outside of the context.</summary>
    /// <param name="name">The image's name.</param>
    /// <param name="dockerfile">The text of the Dockerfile.</param>
    internal BuildxRequest Request(string name, string dockerfile)
    {
        Write($"{name}/file", name + Unique);
        var request = Requests.Of(PathOf($"{name}.imageproj"));
        var tag = $"bake-tests/{Unique}-{name}:1";
        _tags.Add(tag);
        return request with
        {
            Plan = request.Plan with { Name = name, Tags = [tag] },
            Builder = "",
            Dockerfile = Write($"dockerfiles/{name}/Dockerfile", dockerfile),
            ContextDirectory = PathOf(name),
        };
    }

    /// <summary>Two builds of the same Dockerfile, <c>one</c> and <c>two</c>.</summary>
    internal BuildxRequest[] Pair(string dockerfile) => [Request("one", dockerfile), Request("two", dockerfile)];

    /// <summary>A build that puts its files into the directory <c>NAME.out</c>.</summary>
    internal BuildxRequest FilesRequest(string name, string dockerfile)
    {
        var request = Request(name, dockerfile);
        return request with { Plan = request.Plan with { Tags = [] }, Output = $"type=local,dest={PathOf(name + ".out")}" };
    }

    public string Output(string name, string file) => File.ReadAllText(Path.Combine(PathOf(name + ".out"), file));

    internal async Task<BuildxResult> BuildAsync(BuildxRequest request) =>
        await Client.BuildAsync(request, _ => { }, CancellationToken.None);

    /// <summary>Starts a batch.</summary>
    internal BakeRun Bake(CancellationToken cancellationToken, params IEnumerable<BuildxRequest> requests) =>
        Client.Bake([.. requests.Select(request => new BakeTarget(request, _ => { }))], cancellationToken);

    /// <summary>Builds a batch to its end, however that is.</summary>
    internal async Task<BakeRun> EndAsync(params IEnumerable<BuildxRequest> requests)
    {
        var run = Bake(CancellationToken.None, requests);
        await run.Completion;
        return run;
    }

    /// <summary>Builds a batch, all images of which are built.</summary>
    internal async Task<IReadOnlyList<BuildxResult>> BakeAsync(params IEnumerable<BuildxRequest> requests)
    {
        var run = await EndAsync(requests);
        return await Task.WhenAll(run.Results);
    }

    /// <summary>What the engine says of an image.</summary>
    public async Task<bool> HasAsync(BuildxResult result, string tag)
    {
        using var engine = new DockerEngine(_configuration.FindEndpoint(), _environment);
        return await engine.HasAsync(result.Digest, [tag], CancellationToken.None);
    }

    public void Dispose()
    {
        using (var engine = new DockerEngine(_configuration.FindEndpoint(), _environment))
        {
            foreach (var tag in _tags) engine.RemoveTagAsync(tag, CancellationToken.None).GetAwaiter().GetResult();
        }

        _directory.Dispose();
    }
}
