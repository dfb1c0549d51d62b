using System.Collections;
using Microsoft.Build.Framework;

namespace ImageSdk.Tasks;

/// <summary>Where an image project stands among others, as evaluation alone knows it: the answer of the target <c>_GetImageEdges</c>.</summary>
/// <param name="References">The full paths of the image projects that it references.</param>
/// <param name="HasOnlyImages">Whether it references nothing else.</param>
/// <param name="RecordFile">The full path of the record of its last build, which need not be there.</param>
internal sealed record ImageEdges(IReadOnlyList<string> References, bool HasOnlyImages, string RecordFile)
{
    /// <summary>Asks a project; null for a project that is not there, which those say who build it.</summary>
    public static ImageEdges? Of(IBuildEngine engine, string project)
    {
        var outputs = new Hashtable();
        return File.Exists(project) && engine.BuildProjectFile(project, ["_GetImageEdges"], null, outputs)
            && outputs["_GetImageEdges"] is ITaskItem[] { Length: > 0 } answer
            ? new ImageEdges(
                ItemReader.Split(answer[0].GetMetadata("References")),
                answer[0].GetMetadata("HasOnlyImages") == "true",
                answer[0].GetMetadata("ImageRecord"))
            : null;
    }
}
