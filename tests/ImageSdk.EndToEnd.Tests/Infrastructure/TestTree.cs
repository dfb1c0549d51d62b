using System.Text.Json;
using CliWrap;
using CliWrap.Buffered;

namespace ImageSdk.EndToEnd.Tests.Infrastructure;

/// <summary>
/// A directory with projects, as a user has it: the SDK comes from the packed package. Image names are unique to the tree, so that
/// tests can run side by side; they and the directory are removed at the end.
/// </summary>
public sealed class TestTree : IAsyncDisposable
{
    private readonly Dictionary<string, string?> _environment = new(StringComparer.Ordinal);
    private string _dockerCalls = "";

    public TestTree()
    {
        Prefix = "t" + Guid.NewGuid().ToString("N")[..12];
        Root = Path.Combine(TestMachine.Root, Prefix);
        Directory.CreateDirectory(Root);
        Write("global.json", """{ "msbuild-sdks": { "ImageSdk": "1.0.0" } }""");
        Write("nuget.config", $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="{TestMachine.PackageCache}" /></config>
              <packageSources><clear /><add key="local" value="{TestMachine.Feed}" /></packageSources>
            </configuration>
            """);
        Write("Directory.Build.props", $"""
            <Project>
              <PropertyGroup>
                <ContainerRegistry>{TestMachine.Registry}</ContainerRegistry>
                <ContainerRepository>{Prefix}/$(MSBuildProjectName.ToLowerInvariant())</ContainerRepository>
                <!-- No test needs a network of its own for each RUN: that costs time, and not every machine can make one. -->
                <ImageNetwork>none</ImageNetwork>
              </PropertyGroup>
              <!-- No image of a tree is the same as one of another tree, which may be removed at any time. -->
              <ItemGroup><ContainerLabel Include="tree" Value="{Prefix}" /></ItemGroup>
            </Project>
            """);
    }

    /// <summary>The directory.</summary>
    public string Root { get; }

    /// <summary>What the names of the tree's images begin with, after the registry.</summary>
    public string Prefix { get; }

    /// <summary>The full path of a file of the tree.</summary>
    public string PathOf(string path) => Path.Combine(Root, path);

    /// <summary>The tag of an image of the tree.</summary>
    public string Tag(string project, string tag = "latest") => $"{TestMachine.Registry}/{Prefix}/{project}:{tag}";

    /// <summary>Writes a file.</summary>
    public void Write(string path, string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(path))!);
        File.WriteAllText(PathOf(path), content);
    }

    /// <summary>Writes a file.</summary>
    public void Write(string path, MemoryStream content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(path))!);
        File.WriteAllBytes(PathOf(path), content.ToArray());
    }

    /// <summary>Writes an image project <c>NAME/NAME.imageproj</c>, and its Dockerfile.</summary>
    /// <param name="name">The project's name.</param>
    /// <param name="dockerfile">The Dockerfile; null for none.</param>
    /// <param name="content">What stands in the project.</param>
    /// <param name="parents">The names of the image projects that it references.</param>
    public void Image(string name, string? dockerfile, string content = "", params string[] parents)
    {
        var references = string.Concat(parents.Select(p => $"""<ProjectReference Include="../{p}/{p}.imageproj" />"""));
        Write($"{name}/{name}.imageproj", $"""
            <Project Sdk="ImageSdk">
              {content}
              <ItemGroup>{references}</ItemGroup>
            </Project>
            """);
        if (dockerfile is not null) Write($"{name}/Dockerfile", dockerfile);
    }

    /// <summary>Writes a solution of image and other projects: <c>.slnx</c>.</summary>
    public void Solution(string name, params string[] projects) => Write(name, $"""
        <Solution>
          <Configurations><ProjectType TypeId="9A19103F-16F7-4668-BE54-9A1E7A4F7556" Extension=".imageproj" /></Configurations>
          {string.Concat(projects.Select(p => $"""<Project Path="{p}" />"""))}
        </Solution>
        """);

    /// <summary>Writes what the documentation says to put beside a solution of images.</summary>
    public void SolutionTargets() => Write("Directory.Solution.targets", """<Project><Import Project="Solution.targets" Sdk="ImageSdk" /></Project>""");

    /// <summary>A name outside of the tree's own images, unique to the tree, for an image that is pushed to the registry.</summary>
    public string Upstream(string name) => $"{Prefix}/upstream/{name}";

    /// <summary>Pushes an image of someone else to <see cref="Upstream"/>.</summary>
    /// <returns>The name to write into a Dockerfile, and the digest of the index.</returns>
    public async Task<(string Name, string Digest)> PushUpstream(string name, string tag, string mark, params string[] architectures) =>
        ($"{TestMachine.Registry}/{Upstream(name)}:{tag}",
            await UpstreamImage.PushAsync(Upstream(name), tag, mark, architectures.Length == 0 ? ["amd64"] : architectures));

    /// <summary>The entries of a lock file.</summary>
    public IReadOnlyDictionary<string, LockedImage> Lock(string path = "images.lock.json")
    {
        using var json = JsonDocument.Parse(File.ReadAllText(PathOf(path)));
        return json.RootElement.GetProperty("images").Deserialize<Dictionary<string, LockedImage>>(JsonSerializerOptions.Web)!;
    }

    /// <summary>Removes all that builds have written below the projects: what is left is a fresh clone.</summary>
    public void RemoveOutput()
    {
        foreach (var project in Directory.GetDirectories(Root))
        {
            foreach (var output in (string[])["bin", "obj"])
            {
                if (Directory.Exists(Path.Combine(project, output))) Directory.Delete(Path.Combine(project, output), recursive: true);
            }
        }
    }

    /// <summary>Sets an environment variable for the commands of this tree; null removes it.</summary>
    public void SetEnvironment(string name, string? value) => _environment[name] = value;

    /// <summary>Gives docker a configuration of the tree's own, with the plug-ins of this machine. Its file is <c>docker/config.json</c>.</summary>
    public void UseDockerConfiguration()
    {
        var plugins = Path.Combine(Environment.GetEnvironmentVariable("DOCKER_CONFIG") ?? "", "cli-plugins");
        Directory.CreateDirectory(PathOf("docker"));
        if (Directory.Exists(plugins)) Directory.CreateSymbolicLink(PathOf("docker/cli-plugins"), plugins);
        SetEnvironment("DOCKER_CONFIG", PathOf("docker"));
    }

    /// <summary>From now on notes every call of the docker command, which runs as ever.</summary>
    public void RecordDockerCalls()
    {
        _dockerCalls = PathOf("docker-calls.txt");
        DockerBegins($"echo \"$@\" >> '{_dockerCalls}'");
    }

    /// <summary>From now on the docker command first runs some lines of shell, which may end it; else it runs as ever.</summary>
    public void DockerBegins(string script)
    {
        var docker = Environment.GetEnvironmentVariable("PATH")!.Split(':').Select(d => Path.Combine(d, "docker")).First(File.Exists);
        Write("bin/docker", $"#!/bin/sh\n{script}\nexec '{docker}' \"$@\"\n");
        File.SetUnixFileMode(PathOf("bin/docker"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        _environment["PATH"] = $"{PathOf("bin")}:{Environment.GetEnvironmentVariable("PATH")}";
    }

    /// <summary>The calls of the docker command that were noted, each as one line, and forgets them.</summary>
    public IReadOnlyList<string> TakeDockerCalls()
    {
        if (!File.Exists(_dockerCalls)) return [];

        var calls = File.ReadAllLines(_dockerCalls);
        File.Delete(_dockerCalls);
        return calls;
    }

    /// <summary>The projects whose images were built since the calls of docker were last taken, sorted, one after the other.</summary>
    public string TakeBuilt()
    {
        var builds = TakeDockerCalls().Where(c => c.StartsWith("buildx build ", StringComparison.Ordinal)).ToArray();
        var name = $"--tag={TestMachine.Registry}/{Prefix}/";
        return string.Join(' ', builds.Select(b => b[(b.IndexOf(name, StringComparison.Ordinal) + name.Length)..].Split(':')[0])
            .Order(StringComparer.Ordinal));
    }

    /// <summary>Waits until a command has called docker in some way so many times, or ended.</summary>
    public async Task DockerCallsAsync(Func<string, bool> isWanted, int count, Task command)
    {
        using var watcher = new FileSystemWatcher(Root, Path.GetFileName(_dockerCalls));
        var written = new SemaphoreSlim(1);
        watcher.Created += (_, _) => written.Release();
        watcher.Changed += (_, _) => written.Release();
        watcher.EnableRaisingEvents = true;
        while (!command.IsCompleted)
        {
            if (File.Exists(_dockerCalls) && File.ReadLines(_dockerCalls).Count(isWanted) >= count) return;

            await Task.WhenAny(written.WaitAsync(), command);
        }
    }

    /// <summary>The pushes among the calls of the docker command since the last question: the repositories of the main tags, in order.</summary>
    public IReadOnlyList<string> TakePushes() => [.. TakeDockerCalls()
        .Where(c => c.Contains("push=true", StringComparison.Ordinal))
        .Select(c => c.Split(' ').First(a => a.StartsWith("--tag=", StringComparison.Ordinal)).Split('/')[^1].Split(':')[0])];

    /// <summary>The record that the publish of a project wrote.</summary>
    public JsonElement PublishRecord(string project) =>
        JsonDocument.Parse(File.ReadAllBytes(PathOf($"{project}/bin/Release/{project}.published.json"))).RootElement;

    /// <summary>Runs <c>dotnet</c> in the tree, without the terminal logger.</summary>
    public Task<DotnetResult> Dotnet(params string[] arguments) => Start(arguments).Result;

    /// <summary>Starts <c>dotnet</c> in the tree, without the terminal logger unless an argument asks for it.</summary>
    public DotnetProcess Start(params string[] arguments)
    {
        List<string> all = [.. arguments];
        if (arguments[0] is "build" or "restore" or "publish" or "clean" or "test" or "pack" or "msbuild"
            && !arguments.Any(a => a.StartsWith("-tl", StringComparison.Ordinal)))
        {
            all.Insert(1, "-tl:off");
        }

        return new DotnetProcess(Cli.Wrap("dotnet").WithArguments(all).WithWorkingDirectory(Root).WithEnvironmentVariables(_environment)
            .WithValidation(CommandResultValidation.None).ExecuteBufferedAsync());
    }

    /// <summary>Runs <c>dotnet</c>, which must succeed.</summary>
    public async Task<DotnetResult> DotnetSucceeds(params string[] arguments)
    {
        var result = await Dotnet(arguments);
        Assert.AreEqual(0, result.ExitCode, $"dotnet {string.Join(' ', arguments)}\n{result.Output}");
        return result;
    }

    public async ValueTask DisposeAsync()
    {
        await Engine.RemoveImagesAsync($"*/{Prefix}/*");
        Directory.Delete(Root, recursive: true);
    }
}
