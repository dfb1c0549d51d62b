using System.Text.RegularExpressions;

namespace ImageSdk.Analysis.Images;

/// <summary>What the names of stages tell.</summary>
internal static partial class StageNames
{
    /// <summary>
    /// Whether a stage is for people or for tests, as far as its name says: what it has goes into no image that is shipped.
    /// </summary>
    public static bool IsForDevelopment(ImageStage stage) => !stage.IsInFinalImage && stage.Stage.Name is { } name
        && name.ToLowerInvariant().Split('-', '_', '.')
        .Any(word => word is "dev" or "devel" or "development" or "test" or "tests" or "testing" or "lint" or "docs" or "debug");

    /// <summary>Whether a name of a stage or a file says that the image is for people who develop, or for building.</summary>
    public static bool SaysDevelopment(string name) => Development().IsMatch(name);

    /// <summary>
    /// Whether a name says that a stage is built for its files, for its commands or as a base, and not as an image that runs.
    /// </summary>
    public static bool SaysIntermediate(string name) => SaysDevelopment(name) || Intermediate().IsMatch(name);

    [GeneratedRegex(
        "(^|[._-])(dev|devel|develop|development|devcontainer|debug|test|tests|testing|lint|ci|build|builder|compile|compiler"
        + "|toolchain"
        + @"|sdk|tools|wheels?)([._-]|\d*$)", RegexOptions.IgnoreCase)]
    private static partial Regex Development();

    [GeneratedRegex(
        "(^|[._-])(bases?|deps|dependencies|docs?|documentation|exports?|artifacts?|binar(y|ies)|packages?|vendor|bench"
        + "|benchmarks?|e2e"
        + "|integration|unittests?|pytest|checks?|validate|coverage|format|fmt|generate|update|download|fetch|source|src|local"
        + "|notebook"
        + @"|jupyter)([._-]|\d*$)", RegexOptions.IgnoreCase)]
    private static partial Regex Intermediate();
}
