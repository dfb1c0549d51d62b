using ImageSdk.Engine.Builds;
using ImageSdk.Planning;

namespace ImageSdk.Engine.Buildx;

/// <summary>The command line of a build, as a list: nothing is quoted, and no value can become an option.</summary>
internal static class BuildxArguments
{
    /// <summary>The arguments of buildx.</summary>
    /// <param name="request">What to build.</param>
    /// <param name="metadataFile">Where buildx writes the digests.</param>
    public static IReadOnlyList<string> For(BuildxRequest request, string metadataFile)
    {
        var plan = request.Plan;
        List<string> arguments =
        [
            "build", "--progress=rawjson",
            $"--file={request.DockerfileCopy ?? request.Dockerfile}", $"--metadata-file={metadataFile}",
            $"--output={request.Output}",
        ];

        void Add(string option, string value)
        {
            if (value.Length > 0) arguments.Add($"--{option}={value}");
        }

        Add("builder", request.Builder);
        Add("target", plan.Target);
        Add("platform", string.Join(',', plan.Platforms));
        Add("network", plan.Network);
        foreach (var (name, value) in BuildArguments(request)) Add("build-arg", $"{name}={value}");
        foreach (var (name, value) in request.NamedContexts) Add("build-context", $"{name}={value}");
        foreach (var (name, value) in plan.Labels) Add("label", $"{name}={value}");
        foreach (var tag in plan.Tags) Add("tag", tag);
        foreach (var secret in request.Secrets) Add("secret", Secret(secret));
        foreach (var cache in request.CacheFrom) Add("cache-from", cache);
        foreach (var cache in request.CacheTo) Add("cache-to", cache);
        foreach (var attestation in plan.Attestations) Add("attest", attestation);
        if (request.NoCache) arguments.Add("--no-cache");

        if (!HasProvenance(request)) arguments.Add("--provenance=false");
        arguments.Add(request.ContextDirectory);
        return arguments;
    }

    /// <summary>The build arguments, in the order in which a later one of the same name counts.</summary>
    public static IEnumerable<KeyValuePair<string, string>> BuildArguments(BuildxRequest request) =>
        request.CacheMountNamespace.Length > 0
            ? request.Plan.BuildArguments.Where(argument => argument.Key != FreshCacheMounts.Argument)
                .Append(KeyValuePair.Create(FreshCacheMounts.Argument, request.CacheMountNamespace))
            : request.Plan.BuildArguments;

    /// <summary>
    /// Whether the plan asks for provenance. Otherwise it has to be turned off, since it is on by default: it holds times, so
    /// every build of a parent would have another digest.
    /// </summary>
    public static bool HasProvenance(BuildxRequest request) =>
        request.Plan.Attestations.Any(attestation => attestation.StartsWith("type=provenance", StringComparison.Ordinal));

    /// <summary>A secret in buildx's form, which names where it is and not what it is.</summary>
    public static string Secret(ImageSecret secret) => CsvFields.Write(
        $"id={secret.Id}", secret.EnvironmentVariable is { } variable ? $"env={variable}" : $"src={secret.File}");
}
