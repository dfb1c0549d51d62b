using ImageSdk.Benchmarks.Contenders;

namespace ImageSdk.Benchmarks.Scenarios;

/// <summary>What is measured: in each round every contender does all acts, one after the other.</summary>
/// <param name="Key">How <c>--scenario</c> calls it.</param>
/// <param name="Acts">What is run.</param>
internal sealed record Scenario(string Key, params IReadOnlyList<Act> Acts)
{
    /// <summary>What builds do with the cache in the registry. When they read it, each contender writes its own first.</summary>
    public CacheUse Cache { get; init; } = CacheUse.None;

    /// <summary>Whether it is about <c>dotnet restore</c>, which the others have no part in, instead of builds.</summary>
    public bool IsRestore { get; init; }

    /// <summary>Whether it empties the engine.</summary>
    public bool EmptiesEngine => Acts.Any(a => a.Preparation == Preparation.Empty);

    /// <summary>Whether a contender takes part.</summary>
    public bool Has(Contender contender)
    {
        if (IsRestore) return contender.Key == DotnetContender.AsTyped;

        // On a new machine there is nothing restored and no server yet.
        return !EmptiesEngine || contender.Key is not (DotnetContender.NoRestore or DotnetContender.Server);
    }
}
