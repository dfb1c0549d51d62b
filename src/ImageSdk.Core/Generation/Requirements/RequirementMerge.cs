using ImageSdk.Analysis.Requirements;

namespace ImageSdk.Generation.Requirements;

/// <summary>Makes one lock of what several platforms say.</summary>
internal static class RequirementMerge
{
    /// <summary>
    /// The packages of a tier, by name. What not all platforms have, at the same version, is for those that do.
    /// </summary>
    /// <param name="platforms">What each platform says.</param>
    /// <param name="tier">The number of the tier, from 0.</param>
    public static IReadOnlyList<LockedRequirement> Merge(IReadOnlyList<ResolvedRequirements> platforms, int tier)
    {
        var all = platforms.SelectMany(platform => platform.Tiers[tier].Select(package => (platform.Machine, Package: package)))
            .ToList();
        return [.. all
            .GroupBy(one =>
                (Key: Requirement.Normalize(one.Package.Name), one.Package.Url,
                    Version: one.Package.Url.Length > 0 ? "" : one.Package.Version))
            .Select(same => new LockedRequirement(same.First().Package.Name, same.Key.Version)
            {
                Url = same.Key.Url,
                Index = string.Join(' ',
                    same.Select(one => one.Package.Index).Where(index => index.Length > 0).Distinct()
                        .Order(StringComparer.Ordinal)),
                Hashes = [.. same.SelectMany(one => one.Package.Hashes).Distinct().Order(StringComparer.Ordinal)],
                Via = [.. all.Where(one => one.Package.Requires.Contains(same.Key.Key)).Select(one => one.Package.Name).Distinct()
                    .Order(StringComparer.Ordinal)],
                Marker = same.Count() == platforms.Count
                    ? ""
                    : string.Join(" or ", same.Select(one => $"platform_machine == \"{one.Machine}\"").Distinct()
                        .Order(StringComparer.Ordinal)),
            })
            .OrderBy(package => package.Key, StringComparer.Ordinal).ThenBy(package => package.Marker, StringComparer.Ordinal)];
    }
}
