namespace ImageSdk.Benchmarks.Contenders;

/// <summary>All contenders, in the order in which they take their turns.</summary>
internal static class ContenderCatalog
{
    /// <summary>The keys.</summary>
    public static IReadOnlyList<string> Keys { get; } =
    [
        DotnetContender.AsTyped, DotnetContender.NoRestore, DotnetContender.Server,
        BakeContender.Defaults, BakeContender.SameExport, ShellContender.Loop, ShellContender.Script,
    ];

    /// <summary>What others are compared to.</summary>
    public const string Reference = BakeContender.Defaults;

    /// <summary>Makes the contenders.</summary>
    /// <param name="feed">The folder with the SDK's package.</param>
    /// <param name="packages">The folder that NuGet extracts it to.</param>
    /// <param name="compression">The SDK's compression of layers; empty for the builder's own.</param>
    public static IReadOnlyList<Contender> Create(string feed, string packages, string compression) =>
    [
        new DotnetContender(DotnetContender.AsTyped, feed, packages),
        new DotnetContender(DotnetContender.NoRestore, feed, packages),
        new DotnetContender(DotnetContender.Server, feed, packages),
        new BakeContender(null),
        new BakeContender(compression),
        new ShellContender(ShellContender.Loop, "buildx build"),
        new ShellContender(ShellContender.Script, "build"),
    ];
}
