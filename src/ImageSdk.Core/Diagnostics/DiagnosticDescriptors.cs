using static ImageSdk.Diagnostics.DiagnosticSeverity;

namespace ImageSdk.Diagnostics;

/// <summary>
/// Every diagnostic of ImageSdk. The first digit says what it is about: 0 environment and properties, 1 Dockerfiles and
/// contexts, 2 references, restore and lock, 3 build, 4 publish and registries.
/// </summary>
public static class DiagnosticDescriptors
{
    /// <summary>IMG0011: Docker's own client configuration cannot be read.</summary>
    public static DiagnosticDescriptor DockerConfigurationDamaged { get; } = new("IMG0011", Error, "Docker configuration damaged");

    /// <summary>IMG0012: the Docker context in use does not exist.</summary>
    public static DiagnosticDescriptor DockerContextNotFound { get; } = new("IMG0012", Error, "Docker context not found");

    /// <summary>IMG1001: a Dockerfile that cannot be parsed.</summary>
    public static DiagnosticDescriptor DockerfileSyntax { get; } = new("IMG1001", Error, "Dockerfile syntax error");

    /// <summary>IMG1002: the chosen target stage does not exist.</summary>
    public static DiagnosticDescriptor StageNotFound { get; } = new("IMG1002", Error, "Stage not found");

    /// <summary>IMG2001: a name that is not an image reference.</summary>
    public static DiagnosticDescriptor InvalidReference { get; } = new("IMG2001", Error, "Invalid image reference");

    /// <summary>IMG2002: a lock file that cannot be read.</summary>
    public static DiagnosticDescriptor LockFileDamaged { get; } = new("IMG2002", Error, "Lock file damaged");

    /// <summary>IMG2003: a lock file that cannot be reached: no access, or another process holds it.</summary>
    public static DiagnosticDescriptor LockFileUnavailable { get; } = new("IMG2003", Error, "Lock file unavailable");

    /// <summary>IMG2004: locked mode without a lock file.</summary>
    public static DiagnosticDescriptor LockFileMissing { get; } = new("IMG2004", Error, "Lock file missing in locked mode");

    /// <summary>IMG2005: locked mode together with the order to resolve all images again.</summary>
    public static DiagnosticDescriptor LockedModeContradiction { get; } =
        new("IMG2005", Error, "Locked mode contradicts force-evaluate");

    /// <summary>IMG2006: locked mode, and restore would change the lock file.</summary>
    public static DiagnosticDescriptor LockFileOutdated { get; } = new("IMG2006", Error, "Lock file outdated in locked mode");

    /// <summary>IMG2010: no registry that was asked has the image.</summary>
    public static DiagnosticDescriptor ImageNotFound { get; } = new("IMG2010", Error, "Image not found");

    /// <summary>IMG2011: a registry does not let the user read an image.</summary>
    public static DiagnosticDescriptor RegistryNotAuthorized { get; } = new("IMG2011", Error, "Not authorised by the registry");

    /// <summary>IMG2012: a registry cannot be reached, or does not serve requests now.</summary>
    public static DiagnosticDescriptor RegistryUnreachable { get; } = new("IMG2012", Error, "Registry unreachable");

    /// <summary>IMG2013: an answer is not what a registry answers.</summary>
    public static DiagnosticDescriptor RegistryAnswerInvalid { get; } = new("IMG2013", Error, "Invalid answer of a registry");

    /// <summary>IMG2014: the program that keeps Docker's passwords fails.</summary>
    public static DiagnosticDescriptor CredentialHelperFailed { get; } = new("IMG2014", Error, "Credential helper failed");
}
