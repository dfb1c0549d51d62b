namespace ImageSdk.Analysis;

/// <summary>The operating systems of images.</summary>
[Flags]
internal enum OperatingSystems
{
    /// <summary>Linux.</summary>
    Linux = 1,

    /// <summary>Windows: other paths, users and shells, and no package manager of a distribution.</summary>
    Windows = 2,

    /// <summary>Both.</summary>
    Any = Linux | Windows,
}
