using ImageSdk.Analysis.Images;

namespace ImageSdk.Analysis.Contexts;

/// <summary>Knows builds that read the history of git, mostly for a version.</summary>
internal static class HistoryUse
{
    private static readonly string[] Tools =
    [
        "setuptools_scm", "setuptools-scm", "hatch-vcs", "versioningit", "poetry-dynamic-versioning", "versioneer", "pbr",
        "GitVersion", "MinVer", "Nerdbank",
    ];

    private static readonly string[] ProjectFiles =
    [
        "pyproject.toml", "setup.cfg", "setup.py", "Directory.Build.props", "Directory.Packages.props",
    ];

    /// <summary>Whether a build of the image may need <c>.git</c>.</summary>
    public static bool Is(AnalyzedImage image) =>
        image.Runs.Any(run =>
            run.Commands.Any(command =>
                command.Program is "git" or "make" or "dotnet-gitversion" or "goreleaser" or "mvn" or "mvnw" or "gradlew"
            && !(command.Program == "git" && command.Arguments.Any(word => word.Value is "clone" or "config"))))
        || ProjectFiles.Any(file =>
            image.Input.FindInContext(file) is { } text
            && Tools.Any(tool => text.Contains(tool, StringComparison.OrdinalIgnoreCase)));
}
