namespace ImageSdk.Planning;

/// <summary>Says in words why a plan is not the one that was built last.</summary>
public static class PlanChanges
{
    /// <summary>The differences, each a short clause; empty when the plans are equal.</summary>
    /// <param name="last">The plan that was built last, or null when none was.</param>
    /// <param name="plan">The plan to build.</param>
    public static IReadOnlyList<string> Between(ImagePlan? last, ImagePlan plan)
    {
        if (last is null) return ["never built"];
        if (last.GetHash() == plan.GetHash()) return [];

        var changes = new List<string>();
        if (last.Format != plan.Format) changes.Add("made by another version of ImageSdk");
        if (last.Dockerfile != plan.Dockerfile) changes.Add("Dockerfile changed");
        if (last.Context.Digest != plan.Context.Digest) changes.Add(ContextChange(last.Context, plan.Context));
        AddMapChanges(changes, "named context", Contexts(last), Contexts(plan));
        AddMapChanges(changes, "build argument", last.BuildArguments, plan.BuildArguments);
        AddMapChanges(changes, "label", last.Labels, plan.Labels);
        AddValueChange(changes, "target", last.Target, plan.Target);
        AddValueChange(changes, "tags", string.Join(' ', last.Tags), string.Join(' ', plan.Tags));
        AddValueChange(changes, "platforms", string.Join(' ', last.Platforms), string.Join(' ', plan.Platforms));
        AddValueChange(changes, "secrets", string.Join(' ', last.Secrets), string.Join(' ', plan.Secrets));
        AddValueChange(changes, "network", last.Network, plan.Network);
        if (last.Builder != plan.Builder)
            changes.Add($"the builder is {(plan.Builder.Length == 0 ? "the engine" : plan.Builder)} now");
        AddValueChange(changes, "compression", last.Compression, plan.Compression);
        if (last.SourcePolicy != plan.SourcePolicy) changes.Add("source policy changed");
        AddValueChange(changes, "attestations", string.Join(' ', last.Attestations), string.Join(' ', plan.Attestations));
        AddValueChange(changes, "name", last.Name, plan.Name);
        return changes;
    }

    private static string ContextChange(ContextSummary last, ContextSummary now) => last.Files == now.Files
        ? "context files changed"
        : $"context files changed ({last.Files} before, {now.Files} now)";

    private static Dictionary<string, string> Contexts(ImagePlan plan) =>
        plan.NamedContexts.ToDictionary(c => c.Name, c => $"{c.Source}@{c.Digest}", StringComparer.Ordinal);

    private static void AddMapChanges(
        List<string> changes, string what, IReadOnlyDictionary<string, string> last, IReadOnlyDictionary<string, string> now)
    {
        foreach (var (key, value) in now)
        {
            if (!last.TryGetValue(key, out var before)) changes.Add($"{what} {key} is new");
            else if (before != value) changes.Add($"{what} {key} changed");
        }

        foreach (var key in last.Keys) if (!now.ContainsKey(key)) changes.Add($"{what} {key} is gone");
    }

    private static void AddValueChange(List<string> changes, string what, string last, string now)
    {
        if (last != now)
        {
            changes.Add(last.Length == 0
                ? $"{what} set to {now}"
                : now.Length == 0
                ? $"{what} no longer set"
                : $"{what} changed");
        }
    }
}
