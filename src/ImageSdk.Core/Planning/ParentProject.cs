namespace ImageSdk.Planning;

/// <summary>A referenced project, whose image may not be built yet.</summary>
/// <param name="ProjectFile">The full path of the project file.</param>
/// <param name="Names">Every name that a child's Dockerfile may use for the image.</param>
/// <param name="RecordFile">The full path of the record that a build of the image writes.</param>
public sealed record ParentProject(string ProjectFile, IReadOnlyList<string> Names, string RecordFile)
{
    /// <summary>The image as it was built last.</summary>
    public ParentImage ReadImage()
    {
        var record = ImageSdk.Records.RecordFile.TryReadImage(RecordFile);
        return new ParentImage(ProjectFile, Names, record?.Reference ?? "", record?.Digest ?? "")
        {
            Layout = record?.Layout ?? "",
            Triggers = record?.OnBuild ?? [],
        };
    }
}
