using ImageSdk.Analysis.Requirements;
using ImageSdk.Generation.Sections;

namespace ImageSdk.Generation.Requirements;

/// <summary>A package of a lock.</summary>
/// <param name="Name">Its name as it calls itself.</param>
/// <param name="Version">Its version; empty for one that comes from an address.</param>
internal sealed record LockedRequirement(string Name, string Version)
{
    /// <summary>The name in the form in which names are compared (PEP 503).</summary>
    public string Key { get; } = Requirement.Normalize(Name);

    /// <summary>The address of the one file that it is; empty for a package of an index.</summary>
    public string Url { get; init; } = "";

    /// <summary>The address of the index that it was found in; empty for none.</summary>
    public string Index { get; init; } = "";

    /// <summary>The condition under which it is installed, where platforms differ; empty for always.</summary>
    public string Marker { get; init; } = "";

    /// <summary>The SHA-256 of each file that may be installed, in hexadecimal digits, sorted.</summary>
    public IReadOnlyList<string> Hashes { get; init; } = [];

    /// <summary>The packages of the lock that need it.</summary>
    public IReadOnlyList<string> Via { get; init; } = [];

    /// <summary>The line of the lock that it stands in, from 1; 0 where it was not read.</summary>
    public int Line { get; init; }

    /// <summary>As a requirement: <c>name==1.0</c> or <c>name @ https://…</c>, without its condition.</summary>
    public string Pin => Url.Length > 0 ? $"{Name} @ {Url}" : $"{Name}=={Version}";

    /// <summary>As an argument of a command that takes the one file that it finds, quoted for a shell.</summary>
    public string Argument =>
        (Url.Length > 0 ? Name : Pin) is var pin && Marker.Length > 0 ? ShellArgument.Quote($"{pin} ; {Marker}") : pin;
}
