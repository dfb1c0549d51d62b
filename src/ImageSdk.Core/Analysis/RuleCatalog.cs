using ImageSdk.Analysis.Rules;

namespace ImageSdk.Analysis;

/// <summary>Every rule.</summary>
public static class RuleCatalog
{
    /// <summary>The rules in the order of their codes.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        new AptRecommends(),
        new AptAssumeYes(),
        new AptUpgrade(),
        new AptCacheMount(),
        new AptCacheEmptied(),
        new AptListsLeft(),
        new AptUpdateAlone(),
        new PipCacheMount(),
        new PipCacheOff(),
        new PipCacheElsewhere(),
        new NodeCacheMount(),
        new NuGetCacheMount(),
        new GoCacheMount(),
        new CargoCacheMount(),
        new CacheNotShared(),
        new AptCacheCollides(),
        new BuildOutputCollides(),
        new CacheNotWritable(),
        new UnquotedSpecifier(),
        new InlineRequirements(),
        new UnpinnedRequirements(),
        new MissingHashes(),
        new InstalledInParent(),
        new CudaOnCpu(),
        new CudaByDefault(),
        new ExtraIndex(),
        new PipUpgraded(),
        new RequirementsUnused(),
        new RequirementsContradict(),
        new LargeInSiblings(),
        new CompiledInImage(),
        new LatestTag(),
        new UnlockedImage(),
        new RemoteScript(),
        new UncheckedAdd(),
        new UncheckedArchive(),
        new CloneWithoutCommit(),
        new NoIgnoreFile(),
        new ClutterInContext(),
        new RootOnlyPattern(),
        new SecretInContext(),
        new LargeContext(),
        new PlatformMissing(),
        new CopyBeforeInstall(),
        new AddOfFile(),
        new CopiedAndRemoved(),
        new SyntaxDirective(),
        new BuildToolsInImage(),
        new BuildToolsPerhaps(),
        new SmallRuns(),
        new MixedRun(),
        new ArgumentWithoutEffect(),
    ];

    /// <summary>The rules in the order in which a team takes them up, and in which fixes are made.</summary>
    public static IReadOnlyList<Rule> ByRollout { get; } = [.. All.OrderBy(rule => rule.Step).ThenBy(rule => rule.Descriptor.Code, StringComparer.Ordinal)];
}
