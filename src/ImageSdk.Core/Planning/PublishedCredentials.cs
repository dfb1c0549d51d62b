using ImageSdk.Diagnostics;
using ImageSdk.Dockerfiles;
using ImageSdk.Storage;

namespace ImageSdk.Planning;

/// <summary>
/// Credentials in addresses that a publish would show to everybody who can pull the image. Provenance with <c>mode=max</c> has
/// every build argument, also the proxies that buildx takes from docker's configuration. And BuildKit leaves proxies out of the
/// history of an image only as long as no <c>ARG</c> declares them.
/// </summary>
/// <remarks>
/// Source: BuildKit, <c>solver/llbsolver/provenance</c> and <c>frontend/dockerfile/dockerfile2llb</c>; buildx,
/// <c>build/opt.go</c>.
/// </remarks>
public static class PublishedCredentials
{
    /// <summary>What would be published; no message has a value.</summary>
    /// <param name="definition">The image.</param>
    /// <param name="plan">The plan of the publish.</param>
    /// <param name="proxies">The build arguments that buildx takes from docker's configuration.</param>
    /// <param name="configuration">The full path of that configuration.</param>
    /// <returns>IMG4007.</returns>
    public static IReadOnlyList<Diagnostic> Find(
        ImageDefinition definition, ImagePlan plan, IReadOnlyDictionary<string, string> proxies, string configuration)
    {
        var own = plan.BuildArguments.Where(argument => HasCredentials(argument.Key, argument.Value))
            .Select(argument => argument.Key).ToList();
        var configured = proxies.Where(proxy =>
            !plan.BuildArguments.ContainsKey(proxy.Key) && HasCredentials(proxy.Key, proxy.Value)).Select(proxy => proxy.Key)
                .ToList();
        var isMax = plan.Attestations.Any(attestation => attestation.Contains("mode=max", StringComparison.Ordinal));
        var problems = new List<Diagnostic>();
        var project = new SourceLocation(definition.ProjectFile);
        if (isMax && configured.Count > 0)
        {
            problems.Add(DiagnosticDescriptors.CredentialsPublished.At(project,
                "ImageProvenance is max, so the attestation would have every build argument. One of them is "
                + $"{string.Join(" and ", configured)}, a proxy with a user name or "
                + $"password from 'proxies' in {configuration}. Set ImageProvenance to min, or take the user name and password "
                + "out of that file."));
        }

        if (isMax && own.Count > 0)
        {
            problems.Add(DiagnosticDescriptors.CredentialsPublished.At(project,
                "ImageProvenance is max, so the attestation would have every build argument. The address in "
                + $"{string.Join(" and ", own)} has a user name or password. "
                + "Give it to the build as an ImageSecret, or set ImageProvenance to min."));
        }

        var secret = own.Where(PredefinedArguments.IsProxy).Concat(configured).ToHashSet(StringComparer.Ordinal);
        if (secret.Count == 0) return problems;

        problems.AddRange(DeclaredIn(Dockerfile.Parse(TextFile.ReadText(definition.Dockerfile), definition.Dockerfile),
            definition.Target)
            .Where(name => secret.Contains(name.Value)).DistinctBy(name => name.Value)
            .Select(name => DiagnosticDescriptors.CredentialsPublished.At(name.Location,
                $"ARG {name.Value} writes its value into the history of the image, and the proxy that it is given "
                + $"has a user name or password. Remove the line: RUN has {name.Value} without it.")));
        return problems;
    }

    /// <summary>
    /// The arguments that stages declare whose history the image has: the target, and the stages that it starts from.
    /// </summary>
    private static IEnumerable<Token> DeclaredIn(Dockerfile dockerfile, string target)
    {
        for (var stage = TargetStage.Find(dockerfile, target); stage is not null; stage = BaseOf(stage, dockerfile))
        {
            foreach (var argument in stage.Instructions.OfType<AssignmentInstruction>()
                .Where(instruction => instruction.Kind == InstructionKind.Arg).SelectMany(instruction => instruction.Assignments))
                yield return argument.Name;
        }
    }

    private static Stage? BaseOf(Stage stage, Dockerfile dockerfile) =>
        dockerfile.Stages.Take(stage.Index).LastOrDefault(earlier => earlier.Name?.ToLowerInvariant() == stage.From.Image?.Value);

    /// <summary>
    /// Whether a value is an address with a user name or a password. <c>git@</c> of SSH is neither; a proxy may have no scheme.
    /// </summary>
    private static bool HasCredentials(string name, string value)
    {
        if (PredefinedArguments.IsProxy(name))
            return !name.Equals("NO_PROXY", StringComparison.OrdinalIgnoreCase) && value.Contains('@', StringComparison.Ordinal);

        return Uri.TryCreate(value, UriKind.Absolute, out var address) && address.UserInfo.Length > 0
            && (address.Scheme is "http" or "https" || address.UserInfo.Contains(':', StringComparison.Ordinal));
    }
}
