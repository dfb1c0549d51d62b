using ImageSdk.Diagnostics;
using ImageSdk.Planning;
using ImageSdk.Storage;

namespace ImageSdk.Engine.Builds;

/// <summary>
/// Where BuildKit finds what a plan names: how a parent reaches its child depends on where the parent was built. As long as this
/// lives, no other build removes it.
/// </summary>
internal sealed class NamedContextSources : IDisposable
{
    private readonly List<HeldDirectory> _layouts = [];
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    /// <summary>The values of <c>--build-context</c>, by name.</summary>
    public IReadOnlyDictionary<string, string> Values => _values;

    /// <summary>Finds them.</summary>
    /// <exception cref="DiagnosticException">IMG3003: the layout of a parent has been removed.</exception>
    public static NamedContextSources Open(
        ImageDefinition definition, IReadOnlyList<NamedContext> contexts, IReadOnlyList<ParentImage> parents,
        DirectoryLinks links)
    {
        var sources = new NamedContextSources();
        try
        {
            foreach (var context in contexts)
            {
                var parent = context.Kind == NamedContextKind.Parent ? parents.First(p => p.Digest == context.Digest) : null;
                sources._values[context.Name] = context.Kind == NamedContextKind.Directory ? links.Context(context)
                    : parent is { Layout.Length: > 0 } ? sources.Hold(parent, definition, links)
                    : $"docker-image://{context.Source}@{context.Digest}";
            }

            return sources;
        }
        catch
        {
            sources.Dispose();
            throw;
        }
    }

    /// <inheritdoc />
    public void Dispose() => _layouts.ForEach(layout => layout.Dispose());

    private string Hold(ParentImage parent, ImageDefinition definition, DirectoryLinks links)
    {
        if (HeldDirectory.TryHold(parent.Layout) is { } layout)
        {
            _layouts.Add(layout);
            if (OciLayout.Has(parent.Layout, parent.Digest)) return OciLayout.Context(links.To(parent.Layout), parent);
        }

        throw new DiagnosticException(DiagnosticDescriptors.ParentNotBuilt.At(new SourceLocation(definition.ProjectFile),
            $"{parent.Name}, which this image is built from, is not in {parent.Layout} any more. Build this project together "
            + "with those that it references."));
    }
}
