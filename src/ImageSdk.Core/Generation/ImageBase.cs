using ImageSdk.Analysis.Images;

namespace ImageSdk.Generation;

/// <summary>What a declared image starts from, and what is known of it.</summary>
/// <param name="Name">The name for <c>FROM</c>.</param>
/// <param name="Facts">What is known when a project of the family builds it; of an outside image only its name is.</param>
/// <param name="Origin">The property or reference that says so.</param>
internal sealed record ImageBase(string Name, ImageFacts Facts, DeclaredItem Origin)
{
    /// <summary>The image at the bottom, which nobody here builds.</summary>
    public string Outside => Facts.BaseImage;

    /// <summary>Whether a project of the family builds it.</summary>
    public bool IsProject { get; init; }

    /// <summary>Whether packages come from apt. Of an unknown image it is assumed: the failing command would say so.</summary>
    public bool HasApt => !BaseKnowledge.HasNoApt(Outside);

    /// <summary>Whether processes run as root unless <c>USER</c> says otherwise.</summary>
    public bool IsRoot => Facts.User.Split(':')[0] is "" or "root" or "0";

    /// <summary>The folder of the virtual environment that the image has; empty for none.</summary>
    public string VirtualEnvironment =>
        Facts.Environment.GetValueOrDefault("VIRTUAL_ENV",
            Facts.ProgramFolder.EndsWith("/bin", StringComparison.Ordinal) ? Facts.ProgramFolder[..^4] : "");

    /// <summary>Whether it brings a Python into which pip installs; false also where it is known that it has none.</summary>
    public bool HasPython => VirtualEnvironment.Length > 0 || Facts.PipPackages.Count > 0 || !BaseKnowledge.HasNoPython(Outside);

    /// <summary>
    /// Whether apt brought a Python, which is the distribution's own: nothing may be installed into it (PEP 668).
    /// </summary>
    public bool HasDistributionPython => Facts.AptPackages.Keys.Any(IsPython);

    /// <summary>Whether a package of apt is an interpreter.</summary>
    public static bool IsPython(string package) =>
        package is "python3" or "python3-full" or "python3-venv" or "python3-pip" or "python3-dev"
        || (package.StartsWith("python3.", StringComparison.Ordinal) && package[8..].All(char.IsAsciiDigit));
}
