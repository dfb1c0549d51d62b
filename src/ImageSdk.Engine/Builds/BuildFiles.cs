namespace ImageSdk.Engine.Builds;

/// <summary>The files that a build owns. All are written beside their place and renamed.</summary>
/// <param name="Plan">The plan that was built last, to say why another build is needed.</param>
/// <param name="Record">What was built last.</param>
/// <param name="Digest">Only the digest, written only when it changes: what dependents are incremental by.</param>
public sealed record BuildFiles(string Plan, string Record, string Digest)
{
    /// <summary>When the image was last seen in the engine. Beside the plan.</summary>
    internal string Sighting => Path.Combine(Path.GetDirectoryName(Plan)!, "image.seen");

    /// <summary>
    /// Makes the directories of the files. Before the plan is made: they can be in the context, which must not be another one
    /// after the first build.
    /// </summary>
    public void CreateDirectories()
    {
        foreach (var file in (string[])[Plan, Record, Digest]) Directory.CreateDirectory(Path.GetDirectoryName(file)!);
    }
}
