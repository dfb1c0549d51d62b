using Microsoft.Build.Framework;

namespace ImageSdk.Tasks;

/// <summary>
/// Where an image project stands among others, as evaluation alone knows it: the answer of the target <c>_GetImageEdges</c>.
/// </summary>
/// <param name="References">
/// The keys of the image projects that it references, see <see cref="ProjectKey"/>; those of all variants together.
/// </param>
/// <param name="HasOnlyImages">Whether it references nothing else.</param>
/// <param name="RecordFile">The full path of the record of its last build, which need not be there.</param>
/// <param name="InnerBuilds">The keys of its variants' builds, when they are the project's images; else none.</param>
internal sealed record ImageEdges(IReadOnlyList<string> References, bool HasOnlyImages, string RecordFile,
    IReadOnlyList<string> InnerBuilds)
{
    /// <summary>Asks a project; null for a project that is not there, which those say who build it.</summary>
    public static ImageEdges? Of(IBuildEngine engine, string key) =>
        File.Exists(ProjectKey.PathOf(key)) && ProjectKey.Build(engine, key, "_GetImageEdges") is { Length: > 0 } answers
            ? new ImageEdges(
                [.. answers.SelectMany(answer => ItemReader.Split(answer.GetMetadata("References"))).Distinct()],
                answers.All(answer => answer.GetMetadata("HasOnlyImages") == "true"),
                answers[0].GetMetadata("ImageRecord"),
                [.. answers.Select(answer => answer.ItemSpec).Where(answer => answer != key)])
            : null;
}
