using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ImageSdk.Diagnostics;
using ImageSdk.Engine.Registries;
using ImageSdk.Storage;

namespace ImageSdk.Engine.Buildx;

/// <summary>
/// What buildx keeps of its builders, read without starting it: a build that has nothing to do starts no process.
/// </summary>
/// <remarks>Source: github.com/docker/buildx, store/store.go (Txn.Current), store/storeutil and util/confutil.</remarks>
internal sealed class BuilderStore(DockerConfiguration configuration)
{
    private string Directory => configuration.Variable("BUILDX_CONFIG") ?? Path.Combine(configuration.Directory, "buildx");

    /// <summary>
    /// The name of the builder that buildx would build with; empty for the builder of the context in use, which is the engine
    /// itself.
    /// </summary>
    /// <param name="chosen">The builder that the project asks for; empty for buildx's own choice.</param>
    /// <exception cref="DiagnosticException">IMG0011 or IMG0012: files of docker or buildx cannot be read.</exception>
    public string Find(string chosen)
    {
        var name = chosen.Length > 0 ? chosen : configuration.Variable("BUILDX_BUILDER") ?? Current();
        return Has(name) ? name.ToLowerInvariant() : name == configuration.Context ? "" : name;
    }

    /// <summary>Whether <c>docker buildx create</c> made a builder of that name. Upper and lower case mean the same.</summary>
    public bool Has(string name) =>
        name.Length > 0 && name == Path.GetFileName(name)
        && File.Exists(Path.Combine(Directory, "instances", name.ToLowerInvariant()));

    /// <summary>
    /// What <c>docker buildx use</c> chose for this engine or for all, last or as the engine's default; or empty.
    /// </summary>
    private string Current()
    {
        var endpoint = configuration.Context is var context and not DockerEndpoint.DefaultContext
            ? context
            : configuration.FindEndpoint().Host;
        using var current = DockerConfigurationFile.Read(Path.Combine(Directory, "current"));
        if (current?.RootElement is { } root && root.Text("Name") is { Length: > 0 } name)
        {
            var isGlobal = root.Member("Global") is { ValueKind: JsonValueKind.True };
            if (isGlobal && Has(name)) return name;
            if (root.Text("Key") == endpoint) return Has(name) ? name : configuration.Context;
        }

        var standard = Path.Combine(Directory, "defaults",
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(endpoint)))[..20]);
        return File.Exists(standard) && TextFile.Read(standard) is var kept && Has(kept) ? kept : configuration.Context;
    }
}
