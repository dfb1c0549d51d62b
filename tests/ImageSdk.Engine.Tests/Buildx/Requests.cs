using ImageSdk.Engine.Buildx;
using ImageSdk.Planning;

namespace ImageSdk.Engine.Tests.Buildx;

/// <summary>Requests that no one carries out.</summary>
internal static class Requests
{
    public static BuildxRequest Of(string projectFile, params string[] attestations) => new()
    {
        Plan = new ImagePlan
        {
            Name = "app",
            Builder = "",
            Dockerfile = "sha256:a",
            Tags = ["x/app:1"],
            Context = new ContextSummary("sha256:c", 0, 0),
            Attestations = attestations,
        },
        Builder = "default",
        ProjectFile = projectFile,
        Dockerfile = "/x/Dockerfile",
        ContextDirectory = "/x",
        NamedContexts = new Dictionary<string, string>(),
        Output = "type=image",
    };
}
