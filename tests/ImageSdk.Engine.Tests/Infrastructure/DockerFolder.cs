using System.Text;
using ImageSdk.Engine.Registries;

namespace ImageSdk.Engine.Tests.Infrastructure;

/// <summary>A Docker configuration of one test, with an environment of its own.</summary>
public sealed class DockerFolder : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly Dictionary<string, string> _environment = new(StringComparer.Ordinal);

    public DockerFolder(string? configuration = null)
    {
        _environment["DOCKER_CONFIG"] = _directory.FullName;
        if (configuration is not null)
            Write("config.json", configuration);
    }

    public string FullName => _directory.FullName;

    /// <summary>A configuration with a password for one registry, as <c>docker login</c> writes it.</summary>
    public static DockerFolder WithLogin(string server, string username, string password) => new(
        $$"""{"auths":{"{{server}}":{"auth":"{{Convert.ToBase64String(Encoding.UTF8.GetBytes($"{username}:{password}"))}}"} } }""");

    public string Write(string name, string content) => _directory.Write(name, content);

    /// <summary>Sets a variable that <see cref="Load"/> sees; the tests' own environment stays as it is.</summary>
    public DockerFolder Set(string variable, string value)
    {
        _environment[variable] = value;
        return this;
    }

    /// <summary>Installs a credential helper: an executable shell script <c>docker-credential-NAME</c> on the PATH.</summary>
    public DockerFolder AddHelper(string name, string script)
    {
        var file = Write($"bin/docker-credential-{name}", $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return Set("PATH", $"{Path.GetDirectoryName(file)}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}");
    }

    public DockerConfiguration Load() => DockerConfiguration.Load(new BuildEnvironment(_environment, _directory.FullName));

    public void Dispose() => _directory.Dispose();
}
