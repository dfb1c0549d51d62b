using ImageSdk.Diagnostics;

namespace ImageSdk.Dockerfiles;

/// <summary>
/// What the build of one target takes from outside of the Dockerfile. Only the stages that the target needs count, with the
/// <c>ONBUILD</c> triggers that they inherit.
/// </summary>
public sealed class DockerfileInputs
{
    internal DockerfileInputs(
        Stage target,
        string? baseImage,
        IReadOnlyList<Stage> stages,
        IReadOnlyList<ImageUse> images,
        IReadOnlyList<ContextRead> contextReads,
        IReadOnlyList<string> declaredArguments,
        IReadOnlyList<Mount> cacheMounts)
    {
        Target = target;
        BaseImage = baseImage;
        Stages = stages;
        Images = images;
        ContextReads = contextReads;
        DeclaredArguments = declaredArguments;
        CacheMounts = cacheMounts;
    }

    /// <summary>
    /// What the image makes its children do: the instructions after <c>ONBUILD</c> in <see cref="Target"/>, as an image's
    /// configuration holds them.
    /// </summary>
    public IReadOnlyList<string> Triggers => Dockerfiles.Triggers.TextsOf(Target);

    /// <summary>The stage that is built.</summary>
    public Stage Target { get; }

    /// <summary>
    /// The image that <see cref="Target"/> starts from, also by way of other stages, as <see cref="Images"/> names it; null for
    /// <c>scratch</c>.
    /// </summary>
    public string? BaseImage { get; }

    /// <summary>The stages that the target needs, itself among them, in the order of the file.</summary>
    public IReadOnlyList<Stage> Stages { get; }

    /// <summary>
    /// Every use of an image or named context, in the order of the stages; the same name may come several times.
    /// </summary>
    public IReadOnlyList<ImageUse> Images { get; }

    /// <summary>Every read of a build context, in the order of the stages.</summary>
    public IReadOnlyList<ContextRead> ContextReads { get; }

    /// <summary>
    /// The names of the build arguments that <see cref="Stages"/> use and an <c>ARG</c> declares, sorted: those that change
    /// the image when they are given. Others have no effect, except the <see cref="PredefinedArguments"/>.
    /// </summary>
    public IReadOnlyList<string> DeclaredArguments { get; }

    /// <summary>The cache mounts of every RUN, in the order of the stages.</summary>
    public IReadOnlyList<Mount> CacheMounts { get; }

    /// <summary>Finds what the build of a target takes.</summary>
    /// <param name="dockerfile">The Dockerfile.</param>
    /// <param name="target">
    /// The stage's name; null or empty for the last. As for BuildKit, upper and lower case mean the same, and a number is no
    /// name.
    /// </param>
    /// <param name="buildArguments">The build arguments that are given; names are case-sensitive.</param>
    /// <param name="platform">The platform that is built for, like <c>linux/amd64</c> or <c>linux/arm/v7</c>.</param>
    /// <param name="buildPlatform">
    /// The platform of the builder (<c>BUILDPLATFORM</c>); null for the same as <paramref name="platform"/>.
    /// </param>
    /// <param name="triggersOfImage">
    /// The <c>ONBUILD</c> triggers of an image that is named after <c>FROM</c>; null for none.
    /// </param>
    /// <exception cref="DiagnosticException">
    /// IMG1001: the Dockerfile has syntax errors, or uses a stage before it is defined. IMG1002: there is no such target.
    /// IMG1003: a name is empty, or a <c>${X:?…}</c> is not fulfilled, because a build argument has no value.
    /// </exception>
    public static DockerfileInputs Of(
        Dockerfile dockerfile,
        string? target,
        IReadOnlyDictionary<string, string> buildArguments,
        string platform,
        string? buildPlatform = null,
        Func<string, IReadOnlyList<string>>? triggersOfImage = null)
    {
        if (dockerfile.Diagnostics.Count > 0)
            throw new DiagnosticException(dockerfile.Diagnostics);
        var stage = TargetStage.Find(dockerfile, target);
        var targetName = string.IsNullOrEmpty(target) ? stage.Name?.ToLowerInvariant() : target;
        var predefined = PlatformArguments.Of(platform, buildPlatform ?? platform, targetName);
        var globals = new GlobalArguments(dockerfile, buildArguments, predefined);
        var graph = new StageGraph(dockerfile, globals, triggersOfImage ?? (_ => []));
        return new InputsCollector(dockerfile, buildArguments, globals, graph).Collect(stage);
    }
}
