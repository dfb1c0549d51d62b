namespace ImageSdk.Analysis;

/// <summary>
/// When a team should take up a rule: in the order in which changes are safe to roll out. Fixes are made in it, too.
/// </summary>
public enum RolloutStep
{
    /// <summary>Caches of package managers: the image stays the same, builds get faster.</summary>
    Caches,

    /// <summary>Requirement files instead of packages in commands, in tiers by how often they change.</summary>
    Requirements,

    /// <summary>Wheels that are built in a stage of their own.</summary>
    Wheels,

    /// <summary>What the build context has: the ignore file, and what instructions copy.</summary>
    Context,

    /// <summary>Bases, packages and downloads that are the same tomorrow.</summary>
    Pinning,

    /// <summary>
    /// A registry that keeps the build cache for other machines. No rule is about it: projects have it or have it not.
    /// </summary>
    RegistryCache,

    /// <summary>Models and weights on a volume instead of in layers.</summary>
    Models,

    /// <summary>Everything else: the content of layers and how the image runs.</summary>
    Hygiene,
}
