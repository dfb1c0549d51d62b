using ImageSdk.Benchmarks.Contenders;

namespace ImageSdk.Benchmarks.Scenarios;

/// <summary>All scenarios, in the order in which they are run: those that empty the engine come last.</summary>
internal static class ScenarioCatalog
{
    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("no-op", new Act("Nothing changed", Preparation.None)),
        new("touch", new Act("One file of a leaf touched, its content unchanged", Preparation.Touch)),
        new("leaf", new Act("One file of a leaf edited", Preparation.EditLeaf, Effect.Leaf)),
        new("base", new Act("One line of the lowest base's requirements edited", Preparation.EditRequirements, Effect.All)),
        new("restore", new Act("Restore with a full lock, in a network namespace without a network", Preparation.None))
        {
            IsRestore = true,
        },
        new("cold",
            new Act("Cold: engine without images and build cache", Preparation.Empty),
            new Act("Nothing changed, right after the cold build", Preparation.None)),
        new("new-machine", new Act("New machine: empty engine, fresh clone, cache in the registry", Preparation.Empty))
        {
            Cache = CacheUse.Read,
        },
    ];
}
