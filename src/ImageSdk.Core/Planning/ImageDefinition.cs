using ImageSdk.References;
using ImageSdk.Variants;

namespace ImageSdk.Planning;

/// <summary>What a project says about its image, checked, with full paths.</summary>
public sealed record ImageDefinition
{
    /// <summary>The project's name, of a variant with the variant: <c>asr (cuda)</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The full path of the project file: where messages about properties and items point to.</summary>
    public required string ProjectFile { get; init; }

    /// <summary>Which of the project's images it is.</summary>
    public ImageVariant Variant { get; init; } = ImageVariant.None;

    /// <summary>The full path of the Dockerfile.</summary>
    public required string Dockerfile { get; init; }

    /// <summary>The full path of the build context.</summary>
    public required string ContextDirectory { get; init; }

    /// <summary>The target stage, or empty for the last one.</summary>
    public string Target { get; init; } = "";

    /// <summary>The platforms to publish for, or none for the builder's own.</summary>
    public IReadOnlyList<Platform> Platforms { get; init; } = [];

    /// <summary>The tags, the main one first.</summary>
    public IReadOnlyList<ImageReference> Tags { get; init; } = [];

    /// <summary>The build arguments.</summary>
    public IReadOnlyDictionary<string, string> BuildArguments { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// The build arguments that the project file gives itself, each of which its Dockerfile should use. What
    /// Directory.Build.props gives to a whole family, some of it may not use.
    /// </summary>
    public IReadOnlySet<string> OwnBuildArguments { get; init; } = new HashSet<string>();

    /// <summary>The labels that the project asks for.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>The secrets.</summary>
    public IReadOnlyList<ImageSecret> Secrets { get; init; } = [];

    /// <summary>Names that the Dockerfile may use for directories. Two of one name are a mistake only where it is used.</summary>
    public IReadOnlyList<NamedDirectory> Directories { get; init; } = [];

    /// <summary>The names that are images of a registry although a project of the tree builds their repository.</summary>
    public IReadOnlySet<string> ExternalNames { get; init; } = new HashSet<string>();

    /// <summary>
    /// Those that the project file gives itself, each of which its Dockerfile should name. Directory.Build.props gives some to a
    /// whole family.
    /// </summary>
    public IReadOnlySet<string> OwnExternalNames { get; init; } = new HashSet<string>();

    /// <summary>The network mode of RUN instructions, or empty for the builder's default.</summary>
    public string Network { get; init; } = "";

    /// <summary>The compression of the layers, or empty for the builder's default.</summary>
    public string Compression { get; init; } = "";

    /// <summary>The provenance attestation of a publish: <c>min</c>, <c>max</c> or <c>false</c>.</summary>
    public string Provenance { get; init; } = "min";

    /// <summary>Whether a publish has an SBOM attestation.</summary>
    public bool Sbom { get; init; }

    /// <summary>Whether a build runs every instruction again.</summary>
    public bool NoCache { get; init; }

    /// <summary>The most builds in flight; 0 for what suits the machine.</summary>
    public int MaxParallelBuilds { get; init; }

    /// <summary>The buildx builder, or empty for the engine itself.</summary>
    public string Builder { get; init; } = "";

    /// <summary>The full path of the source policy by which BuildKit replaces or refuses sources, or null for none.</summary>
    public string? SourcePolicyFile { get; init; }

    /// <summary>The project's version.</summary>
    public string Version { get; init; } = "";

    /// <summary>Where the source is kept, without credentials; or empty.</summary>
    public string Source { get; init; } = "";

    /// <summary>The full path of the lock file.</summary>
    public required string LockFile { get; init; }

    /// <summary>The full path of the folder below <c>obj</c> that is this project's alone. It need not exist.</summary>
    public required string IntermediateDirectory { get; init; }

    /// <summary>
    /// The platforms of a local build: those to publish for, but of several only this machine's, or the first.
    /// </summary>
    public IReadOnlyList<Platform> BuildPlatforms => Platforms.Count <= 1
        ? Platforms
        : [Platforms.FirstOrDefault(p => p.Matches(Host)) ?? Platforms[0]];

    /// <summary>The platform of Linux containers on this machine's processor.</summary>
    public static Platform Host { get; } = Platform.Create("linux",
        System.Runtime.InteropServices.RuntimeInformation.OSArchitecture switch
        {
            System.Runtime.InteropServices.Architecture.X64 => "amd64",
            var architecture => architecture.ToString().ToLowerInvariant(),
        });
}
