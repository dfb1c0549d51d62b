namespace ImageSdk.Analysis.Commands;

/// <summary>What later commands need a package for that another one recommends.</summary>
internal enum PackageUse
{
    /// <summary>Addresses with https: the certificates of authorities.</summary>
    Certificates,

    /// <summary>A compiler with headers, also behind pip, npm or another package manager.</summary>
    Compiler,

    /// <summary>Keys and signatures: <c>gpg</c> with its agent and what fetches keys.</summary>
    Keys,

    /// <summary>ssh, also behind git.</summary>
    Ssh,

    /// <summary><c>patch</c>, which scripts and makefiles call.</summary>
    Patch,

    /// <summary>automake and its like.</summary>
    Autotools,

    /// <summary>git, which package managers call.</summary>
    Git,

    /// <summary><c>unzip</c>.</summary>
    Unzip,

    /// <summary><c>xauth</c>, without which <c>xvfb-run</c> stops.</summary>
    Display,

    /// <summary>Anything: a command that is not understood.</summary>
    Unknown,
}
