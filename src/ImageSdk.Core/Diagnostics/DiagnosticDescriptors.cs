using static ImageSdk.Diagnostics.DiagnosticSeverity;

namespace ImageSdk.Diagnostics;

/// <summary>
/// Every diagnostic of ImageSdk. The first digit says what it is about: 0 environment and properties, 1 Dockerfiles and
/// contexts, 2 references, restore and lock, 3 build, 4 publish and registries,
/// 6 declared images, models and compose files.
/// </summary>
public static class DiagnosticDescriptors
{
    /// <summary>IMG0001: no docker command.</summary>
    public static DiagnosticDescriptor DockerMissing { get; } = new("IMG0001", Error, "No docker command");

    /// <summary>IMG0002: buildx is missing or too old.</summary>
    public static DiagnosticDescriptor BuildxUnusable { get; } = new("IMG0002", Error, "buildx missing or too old");

    /// <summary>IMG0003: the builder does not exist, or is the engine of a docker context that is not in use.</summary>
    public static DiagnosticDescriptor BuilderMissing { get; } = new("IMG0003", Error, "No such builder here");

    /// <summary>IMG0004: no Docker Engine answers.</summary>
    public static DiagnosticDescriptor EngineUnreachable { get; } = new("IMG0004", Error, "No Docker Engine");

    /// <summary>IMG0005: a feature needs the containerd image store.</summary>
    public static DiagnosticDescriptor ContainerdStoreNeeded { get; } = new("IMG0005", Error, "containerd image store needed");

    /// <summary>IMG0006: the project's Dockerfile does not exist.</summary>
    public static DiagnosticDescriptor DockerfileMissing { get; } = new("IMG0006", Error, "Dockerfile not found");

    /// <summary>IMG0007: a property or an item has a value that cannot be used.</summary>
    public static DiagnosticDescriptor InvalidValue { get; } = new("IMG0007", Error, "Invalid value");

    /// <summary>IMG0008: a cache backend or its mode is unknown, or would be dropped in silence.</summary>
    public static DiagnosticDescriptor InvalidCache { get; } = new("IMG0008", Error, "Invalid cache");

    /// <summary>IMG0009: a secret's environment variable is not set or its file is not there.</summary>
    public static DiagnosticDescriptor SecretMissing { get; } = new("IMG0009", Error, "Secret not found");

    /// <summary>IMG0010: image projects reference each other in a circle.</summary>
    public static DiagnosticDescriptor ReferenceCycle { get; } = new("IMG0010", Error, "Reference cycle");

    /// <summary>IMG0011: Docker's own client configuration cannot be read.</summary>
    public static DiagnosticDescriptor DockerConfigurationDamaged { get; } =
        new("IMG0011", Error, "Docker configuration damaged");

    /// <summary>IMG0012: the Docker context in use does not exist.</summary>
    public static DiagnosticDescriptor DockerContextNotFound { get; } = new("IMG0012", Error, "Docker context not found");

    /// <summary>IMG0013: a cache backend that this machine has no access to.</summary>
    public static DiagnosticDescriptor CacheUnavailable { get; } = new("IMG0013", Warning, "Cache not available here");

    /// <summary>IMG0014: a file that a build needs cannot be read or written.</summary>
    public static DiagnosticDescriptor FileUnavailable { get; } = new("IMG0014", Error, "File cannot be read or written");

    /// <summary>IMG0016: a runtime identifier that no image is built for.</summary>
    public static DiagnosticDescriptor RuntimeWithoutPlatform { get; } =
        new("IMG0016", Error, "No platform for a runtime identifier");

    /// <summary>IMG0017: an option of the command line that does not reach a .NET project in an image.</summary>
    public static DiagnosticDescriptor OptionWithoutEffect { get; } =
        new("IMG0017", Warning, "Option without effect on an image");

    /// <summary>IMG0019: a file above the repository that the build uses belongs to another user.</summary>
    public static DiagnosticDescriptor FileOfAnotherUser { get; } =
        new("IMG0019", Warning, "File of another user above the repository");

    /// <summary>IMG1001: a Dockerfile that cannot be parsed.</summary>
    public static DiagnosticDescriptor DockerfileSyntax { get; } = new("IMG1001", Error, "Dockerfile syntax error");

    /// <summary>IMG1002: the chosen target stage does not exist.</summary>
    public static DiagnosticDescriptor StageNotFound { get; } = new("IMG1002", Error, "Stage not found");

    /// <summary>IMG1003: a Dockerfile needs a build argument that has no value.</summary>
    public static DiagnosticDescriptor BuildArgumentMissing { get; } = new("IMG1003", Error, "Build argument has no value");

    /// <summary>IMG1004: a project gives a build argument that its Dockerfile does not use.</summary>
    public static DiagnosticDescriptor BuildArgumentUnused { get; } = new("IMG1004", Warning, "Build argument not declared");

    /// <summary>IMG1005: a line of an ignore file, or an exclusion of an instruction, that is not a pattern.</summary>
    public static DiagnosticDescriptor InvalidIgnorePattern { get; } = new("IMG1005", Error, "Invalid ignore pattern");

    /// <summary>IMG1006: an instruction reads a path that the build context does not have, or that is ignored.</summary>
    public static DiagnosticDescriptor ContextSourceNotFound { get; } = new("IMG1006", Error, "Source not in the build context");

    /// <summary>IMG1007: a file or directory of a build context that cannot be read.</summary>
    public static DiagnosticDescriptor ContextUnreadable { get; } = new("IMG1007", Error, "Build context unreadable");

    /// <summary>IMG1008: a file that is to be fixed has changes that are not committed.</summary>
    public static DiagnosticDescriptor FixRefused { get; } = new("IMG1008", Error, "Uncommitted changes in a file to fix");

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

    /// <summary>IMG2007: an image that is not in the lock.</summary>
    public static DiagnosticDescriptor NotLocked { get; } = new("IMG2007", Error, "Image not in the lock");

    /// <summary>IMG2008: an image that another project builds, without a reference to that project.</summary>
    public static DiagnosticDescriptor MissingProjectReference { get; } = new("IMG2008", Error, "Missing ProjectReference");

    /// <summary>IMG2009: a name in a Dockerfile that several referenced projects or folders have.</summary>
    public static DiagnosticDescriptor AmbiguousName { get; } = new("IMG2009", Error, "Ambiguous name");

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

    /// <summary>IMG2015: no tag of a repository is in the range that is asked for.</summary>
    public static DiagnosticDescriptor NoTagInRange { get; } = new("IMG2015", Error, "No tag in the range");

    /// <summary>
    /// IMG2016: a tag that a referenced project does not give to its image, although it builds that repository.
    /// </summary>
    public static DiagnosticDescriptor TagNotBuilt { get; } = new("IMG2016", Error, "Tag not built by the referenced project");

    /// <summary>IMG2017: an image of another project, or another variant, has the same tag.</summary>
    public static DiagnosticDescriptor TagTaken { get; } = new("IMG2017", Error, "Tag of another project");

    /// <summary>IMG2018: an ImageExternal that names nothing in the Dockerfile.</summary>
    public static DiagnosticDescriptor ExternalUnused { get; } = new("IMG2018", Warning, "ImageExternal without effect");

    /// <summary>IMG3001: a build failed.</summary>
    public static DiagnosticDescriptor BuildFailed { get; } = new("IMG3001", Error, "Build failed");

    /// <summary>IMG3002: there is no image to run.</summary>
    public static DiagnosticDescriptor NotRunnable { get; } = new("IMG3002", Error, "Nothing to run");

    /// <summary>IMG3003: a referenced image project has not been built.</summary>
    public static DiagnosticDescriptor ParentNotBuilt { get; } = new("IMG3003", Error, "Parent not built");

    /// <summary>IMG3004: a build without the cache empties cache mounts that other images share.</summary>
    public static DiagnosticDescriptor CacheMountEmptied { get; } = new("IMG3004", Warning, "Cache mount emptied");

    /// <summary>IMG3005: the scanner that makes an SBOM is not there.</summary>
    public static DiagnosticDescriptor ScannerMissing { get; } = new("IMG3005", Error, "SBOM scanner not found");

    /// <summary>IMG3006: a file changed after it was hashed and before its image was built.</summary>
    public static DiagnosticDescriptor ChangedWhileBuilding { get; } =
        new("IMG3006", Warning, "Files changed while the image was built");

    /// <summary>IMG4001: a registry refused a push.</summary>
    public static DiagnosticDescriptor PushRefused { get; } = new("IMG4001", Error, "Push refused");

    /// <summary>IMG4002: a publish without a registry.</summary>
    public static DiagnosticDescriptor RegistryMissing { get; } = new("IMG4002", Error, "No registry to publish to");

    /// <summary>IMG4003: a registry that is pushed to cannot be reached, or does not serve requests now.</summary>
    public static DiagnosticDescriptor RegistryNotAnswering { get; } = new("IMG4003", Error, "Registry does not answer");

    /// <summary>IMG4004: a publish without a build, of something that was not built.</summary>
    public static DiagnosticDescriptor PublishedNotBuilt { get; } = new("IMG4004", Error, "Not built before publish --no-build");

    /// <summary>IMG4005: a registry takes connections and never answers.</summary>
    public static DiagnosticDescriptor RegistrySilent { get; } = new("IMG4005", Error, "Registry is silent");

    /// <summary>IMG4007: a publish would show credentials in an attestation or in the image's history.</summary>
    public static DiagnosticDescriptor CredentialsPublished { get; } = new("IMG4007", Error, "Credentials would be published");

    /// <summary>IMG6001: an item or a property of a declared image has a value that cannot be used.</summary>
    public static DiagnosticDescriptor DeclarationInvalid { get; } = new("IMG6001", Error, "Invalid declaration");

    /// <summary>IMG6002: items or properties of a declared image contradict each other.</summary>
    public static DiagnosticDescriptor DeclarationContradicts { get; } = new("IMG6002", Error, "Contradicting declarations");

    /// <summary>IMG6003: a file that an item names is missing, or empty.</summary>
    public static DiagnosticDescriptor DeclaredFileMissing { get; } = new("IMG6003", Error, "Declared file missing or empty");

    /// <summary>IMG6004: nothing says what a declared image starts from.</summary>
    public static DiagnosticDescriptor BaseMissing { get; } = new("IMG6004", Error, "No base image");

    /// <summary>IMG6005: Python packages for an image that has no Python.</summary>
    public static DiagnosticDescriptor BaseWithoutPython { get; } = new("IMG6005", Error, "No Python in the base image");

    /// <summary>IMG6006: a declared file is outside of the build context that the project chose.</summary>
    public static DiagnosticDescriptor OutsideContext { get; } = new("IMG6006", Error, "Outside of the build context");

    /// <summary>IMG6007: an ejected file would replace one that is there.</summary>
    public static DiagnosticDescriptor EjectWouldReplace { get; } = new("IMG6007", Error, "File is there already");

    /// <summary>IMG6008: items that declare an image that has a Dockerfile. Logged by <c>ImageSdk.Declared.targets</c>.</summary>
    public static DiagnosticDescriptor DeclarationIgnored { get; } = new("IMG6008", Warning, "Declaration without effect");

    /// <summary>IMG6009: a requirement file names something of this machine that pip cannot find in the build.</summary>
    public static DiagnosticDescriptor LocalRequirement { get; } = new("IMG6009", Error, "Requirement of this machine");

    /// <summary>
    /// IMG6010: MSBuild reads a value of a declared image as a path or a pattern, so it does not arrive as it is written.
    /// </summary>
    public static DiagnosticDescriptor ValueChangedByMSBuild { get; } = new("IMG6010", Error, "Value changed by MSBuild");

    /// <summary>IMG6030: a reference wants a variant that the parent does not have, or does not say which of several.</summary>
    public static DiagnosticDescriptor ParentVariantMissing { get; } = new("IMG6030", Error, "Variant of a parent not found");

    /// <summary>IMG6031: a variant that the project does not have.</summary>
    public static DiagnosticDescriptor VariantUnknown { get; } = new("IMG6031", Error, "Unknown variant");

    /// <summary>IMG6032: two variants of a project are the same image.</summary>
    public static DiagnosticDescriptor VariantsEqual { get; } = new("IMG6032", Warning, "Variants without a difference");

    /// <summary>IMG6041: a lock of requirements was made from other requirements, but allows what is asked for.</summary>
    public static DiagnosticDescriptor RequirementLockStale { get; } =
        new("IMG6041", Warning, "Lock of requirements out of date");

    /// <summary>
    /// IMG6042: a lock of requirements has not what is asked for; in locked mode also where it is only out of date.
    /// </summary>
    public static DiagnosticDescriptor RequirementLockDisagrees { get; } =
        new("IMG6042", Error, "Requirements and their lock disagree");

    /// <summary>IMG6043: requirements stand for no packages, or for some that cannot be locked.</summary>
    public static DiagnosticDescriptor RequirementsUnresolved { get; } = new("IMG6043", Error, "Requirements cannot be locked");

    /// <summary>IMG6044: a lock of requirements is damaged, or somebody else's file is in its place.</summary>
    public static DiagnosticDescriptor RequirementLockUnusable { get; } =
        new("IMG6044", Error, "Lock of requirements cannot be used");

    /// <summary>IMG6050: an item ImageModelCache that cannot be used.</summary>
    public static DiagnosticDescriptor InvalidModelCache { get; } = new("IMG6050", Error, "Invalid model cache");

    /// <summary>IMG6051: an item ImageModel that cannot be used, or without a cache to go to.</summary>
    public static DiagnosticDescriptor InvalidModel { get; } = new("IMG6051", Error, "Invalid model");

    /// <summary>IMG6052: a model of which every download may get another revision.</summary>
    public static DiagnosticDescriptor ModelNotPinned { get; } = new("IMG6052", Warning, "Model without revision");

    /// <summary>IMG6053: in the place of the compose file is a file of somebody else.</summary>
    public static DiagnosticDescriptor ComposeFileForeign { get; } =
        new("IMG6053", Error, "Compose file not written by ImageSdk");

    /// <summary>IMG6054: what a project says for the compose file cannot be used, or contradicts another project.</summary>
    public static DiagnosticDescriptor InvalidService { get; } = new("IMG6054", Error, "Invalid service");

    /// <summary>IMG6055: a compose file by digests, of an image that has none yet.</summary>
    public static DiagnosticDescriptor ComposeNotBuilt { get; } = new("IMG6055", Error, "No digest for the compose file");
}
