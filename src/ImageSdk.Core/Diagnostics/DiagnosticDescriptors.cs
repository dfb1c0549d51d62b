using static ImageSdk.Diagnostics.DiagnosticSeverity;

namespace ImageSdk.Diagnostics;

/// <summary>
/// Every diagnostic of ImageSdk. The first digit says what it is about: 0 environment and properties, 1 Dockerfiles and
/// contexts, 2 references, restore and lock, 3 build, 4 publish and registries.
/// </summary>
public static class DiagnosticDescriptors
{
    /// <summary>IMG1001: a Dockerfile that cannot be parsed.</summary>
    public static DiagnosticDescriptor DockerfileSyntax { get; } = new("IMG1001", Error, "Dockerfile syntax error");

    /// <summary>IMG1002: the chosen target stage does not exist.</summary>
    public static DiagnosticDescriptor StageNotFound { get; } = new("IMG1002", Error, "Stage not found");

    /// <summary>IMG1005: a line of an ignore file, or an exclusion of an instruction, that is not a pattern.</summary>
    public static DiagnosticDescriptor InvalidIgnorePattern { get; } = new("IMG1005", Error, "Invalid ignore pattern");

    /// <summary>IMG1006: an instruction reads a path that the build context does not have, or that is ignored.</summary>
    public static DiagnosticDescriptor ContextSourceNotFound { get; } = new("IMG1006", Warning, "Source not in the build context");

    /// <summary>IMG1007: a file or directory of a build context that cannot be read.</summary>
    public static DiagnosticDescriptor ContextUnreadable { get; } = new("IMG1007", Error, "Build context unreadable");

    /// <summary>IMG2001: a name that is not an image reference.</summary>
    public static DiagnosticDescriptor InvalidReference { get; } = new("IMG2001", Error, "Invalid image reference");

    /// <summary>IMG2002: a lock file that cannot be read.</summary>
    public static DiagnosticDescriptor LockFileDamaged { get; } = new("IMG2002", Error, "Lock file damaged");
}
