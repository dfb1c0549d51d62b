using ImageSdk.Dockerfiles;

namespace ImageSdk.Planning;

/// <summary>
/// The files that builds write below <c>obj</c> and <c>bin</c>, which are in the context of a project whose <c>.dockerignore</c> does
/// not say otherwise: a <c>COPY .</c> must not make each build the reason for the next one.
/// </summary>
internal static class OwnFiles
{
    private static readonly string[] Patterns =
        ["**/bin/**/*.image.json", "**/bin/**/*.published.json", "**/obj/**/*.FileListAbsolute.txt", "**/obj/**/*.image"];

    /// <summary>The same read without these files, unless it is one of them that it names.</summary>
    public static ContextRead ExcludeFrom(ContextRead read, string contextDirectory) =>
        File.Exists(Path.Combine(contextDirectory, read.Source.TrimStart('/'))) ? read : read with { Excludes = [.. read.Excludes, .. Patterns] };
}
