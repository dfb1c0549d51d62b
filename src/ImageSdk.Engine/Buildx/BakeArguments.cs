namespace ImageSdk.Engine.Buildx;

/// <summary>The command line and the environment of a batch.</summary>
internal static class BakeArguments
{
    /// <summary>
    /// bake asks for permission to read and write outside of its working directory (buildx 0.19 and later), since bake files may
    /// be anybody's. This one says only what a single build would be told without a question. Other versions do not know the
    /// variable.
    /// </summary>
    public static IReadOnlyDictionary<string, string?> Variables { get; } =
        new Dictionary<string, string?> { ["BUILDX_BAKE_ENTITLEMENTS_FS"] = "0" };

    /// <summary>The arguments of buildx.</summary>
    /// <param name="requests">What to build; all with the same builder.</param>
    /// <param name="file">
    /// The full path of the bake file. Not standard input: bake first takes that for a compose file, so it would read a
    /// <c>.env</c> and warn of variables in values.
    /// </param>
    /// <param name="metadataFile">Where buildx writes the digests.</param>
    public static IReadOnlyList<string> For(IReadOnlyList<BuildxRequest> requests, string file, string metadataFile)
    {
        List<string> arguments = ["bake", "--progress=rawjson", $"--file={file}", $"--metadata-file={metadataFile}"];
        if (requests[0].Builder.Length > 0) arguments.Add($"--builder={requests[0].Builder}");

        // Known to every buildx in which BakeSupport lets a batch set the network.
        if (requests.Any(request => request.Plan.Network == "host")) arguments.Add("--allow=network.host");
        arguments.AddRange(requests.Select((_, index) => BakeFile.NameOf(index)));
        return arguments;
    }
}
