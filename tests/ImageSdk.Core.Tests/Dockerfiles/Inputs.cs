using ImageSdk.Diagnostics;
using ImageSdk.Dockerfiles;

namespace ImageSdk.Core.Tests.Dockerfiles;

/// <summary>Short ways to find inputs and to write them down.</summary>
internal static class Inputs
{
    public static DockerfileInputs Of(string text, string? target = null, params (string Name, string Value)[] arguments) =>
        DockerfileInputs.Of(Tree.Parse(text), target, Arguments.Of(arguments), "linux/arm64", "linux/amd64");

    /// <summary>The one error that a Dockerfile is refused with.</summary>
    public static Diagnostic ErrorOf(string text, string? target = null, params (string Name, string Value)[] arguments) =>
        Assert.ThrowsExactly<DiagnosticException>(() => Of(text, target, arguments)).Diagnostics.Single();

    /// <summary>Image uses as <c>line:column Kind name [platform]</c>.</summary>
    public static IEnumerable<string> Images(this DockerfileInputs inputs) => inputs.Images.Select(image =>
        $"{image.Location.Line}:{image.Location.Column} {image.Kind} {image.Name}{(image.Platform is null ? "" : " " + image.Platform)}");

    /// <summary>Context reads as <c>line:column [context:]source [-exclude…]</c>.</summary>
    public static IEnumerable<string> Reads(this DockerfileInputs inputs) => inputs.ContextReads.Select(read =>
        $"{read.Location.Line}:{read.Location.Column} {(read.ContextName is null ? "" : read.ContextName + ":")}{read.Source}{string.Concat(read.Excludes.Select(exclude => " -" + exclude))}");
}
