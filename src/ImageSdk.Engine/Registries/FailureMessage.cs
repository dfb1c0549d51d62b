using ImageSdk.Diagnostics;
using ImageSdk.References;
using static ImageSdk.Engine.Registries.RegistryFailureKind;

namespace ImageSdk.Engine.Registries;

/// <summary>Says what happened to an image's name at its registry, and what to do.</summary>
internal static class FailureMessage
{
    /// <summary>IMG2010 to IMG2013.</summary>
    /// <param name="reference">The image that was asked for.</param>
    /// <param name="location">Where the user named it.</param>
    /// <param name="registry">Its registry; null when the name has no address to ask.</param>
    /// <param name="failure">What the registry did.</param>
    /// <param name="mirrors">The mirrors that were asked before.</param>
    /// <param name="missingCredentials">Why there are no credentials, a sentence after a space; or empty.</param>
    public static Diagnostic Create(
        ImageReference reference,
        SourceLocation location,
        RegistryEndpoint? registry,
        RegistryFailure failure,
        IReadOnlyList<FailedAttempt> mirrors,
        string missingCredentials)
    {
        var server = registry?.Name ?? reference.Domain;
        var before = Describe(mirrors);
        return failure.Kind switch
        {
            NotFound => DiagnosticDescriptors.ImageNotFound.At(
                location, $"{server} has no image '{reference}'.{before}{Hint(reference)}"),
            NotAuthorized => DiagnosticDescriptors.RegistryNotAuthorized.At(
                location,
                $"{server} does not let '{reference}' be read: {failure.Reason}.{missingCredentials}{before} "
                + $"Run '{registry?.LoginCommand}', or check the name: many registries refuse what does not "
                + $"exist.{Hint(reference)}"),
            Unreachable => DiagnosticDescriptors.RegistryUnreachable.At(
                location, $"{server} cannot be asked for '{reference}': {failure.Reason}.{before}"
                // Docker Hub being away matters only for want of an answer that a mirror gave: the name is likely wrong.
                + (mirrors.Any(mirror => mirror.Failure.Kind == NotFound) ? Hint(reference) : "")),
            _ => DiagnosticDescriptors.RegistryAnswerInvalid.At(
                location, $"{server} does not answer as a registry when asked for '{reference}': {failure.Reason}.{before}"),
        };
    }

    private static string Describe(IReadOnlyList<FailedAttempt> mirrors)
    {
        var text = "";
        foreach (var mirror in mirrors)
            text += $" The mirror {mirror.Server} was asked before: {mirror.Failure.Reason}.";
        return text;
    }

    private static string Hint(ImageReference reference)
    {
        const string official = "library/";
        if (reference.Domain != RegistryEndpoint.DockerHub || !reference.Path.StartsWith(official, StringComparison.Ordinal))
            return "";
        var name = reference.Path[official.Length..];
        return $" A name without a registry is one of Docker Hub's official images. Is '{name}' an image of yours, add a "
            + "ProjectReference to its project; is it in a registry, write the registry before it: "
            + $"'registry.example.com/{name}'.";
    }
}
