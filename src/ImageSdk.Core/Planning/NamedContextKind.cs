namespace ImageSdk.Planning;

/// <summary>Where a named context comes from.</summary>
public enum NamedContextKind
{
    /// <summary>An external image, by the digest in the lock.</summary>
    Locked,

    /// <summary>The image of a referenced image project, by the digest of its record.</summary>
    Parent,

    /// <summary>A directory, such as the publish output of a referenced .NET project.</summary>
    Directory,
}
