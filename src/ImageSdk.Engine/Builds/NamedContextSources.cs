using ImageSdk.Planning;

namespace ImageSdk.Engine.Builds;

/// <summary>Where BuildKit finds what a plan names: how a parent reaches its child depends on where the parent was built.</summary>
internal static class NamedContextSources
{
    /// <summary>The values of <c>--build-context</c>, by name.</summary>
    public static Dictionary<string, string> For(ImageDefinition definition, ImagePlan plan, IReadOnlyList<ParentImage> parents)
    {
        var sources = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var context in plan.NamedContexts)
        {
            var parent = context.Kind == NamedContextKind.Parent ? parents.First(p => p.Digest == context.Digest) : null;
            sources[context.Name] = context.Kind == NamedContextKind.Directory ? ContextLink.For(context)
                : parent is { Layout.Length: > 0 } ? OciLayout.Context(parent)
                : $"docker-image://{context.Source}@{context.Digest}";
        }

        return sources;
    }
}
