using ImageSdk.Contexts;
using ImageSdk.Diagnostics;
using ImageSdk.Dockerfiles;
using ImageSdk.Locking;
using ImageSdk.References;
using ImageSdk.Storage;

namespace ImageSdk.Planning;

/// <summary>Makes plans. Reads files; needs no engine and no network.</summary>
public static class ImagePlanner
{
    /// <summary>The plan of an image.</summary>
    /// <param name="definition">What the project declares.</param>
    /// <param name="platforms">The platforms to build for; none for the builder's own.</param>
    /// <param name="parents">The images of referenced projects.</param>
    /// <param name="lockFile">The lock.</param>
    /// <param name="report">Takes warnings.</param>
    /// <param name="cancellationToken">Cancels the hashing of the context.</param>
    /// <exception cref="DiagnosticException">
    /// IMG0007: there is no source policy; IMG1001 to IMG1007: Dockerfile or context cannot be read; IMG2001: a name is no
    /// reference; IMG2007: an image is not locked; IMG2009: a name has two meanings.
    /// </exception>
    public static ImagePlan Plan(
        ImageDefinition definition, IReadOnlyList<Platform> platforms, IReadOnlyList<ParentImage> parents, LockFile lockFile,
        Action<Diagnostic> report, CancellationToken cancellationToken)
    {
        var names = DockerfileNames.Read(definition, platforms, parents, lockFile);
        foreach (var diagnostic in UnusedArguments.Find(definition, names)) report(diagnostic);
        var locked = LockedContexts(definition, names, lockFile);
        List<NamedContext> contexts =
        [
            .. ParentContexts(names),
            .. locked.Values,
            .. names.Directories.Select(directory => FromDirectory(definition, directory, report, cancellationToken)),
        ];
        contexts.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name));

        return new ImagePlan
        {
            Name = definition.Name,
            Builder = definition.Builder,
            Dockerfile = ImagePlan.HashOf(names.Text),
            Target = definition.Target,
            Platforms = [.. platforms.Select(p => p.ToString())],
            Tags = [.. definition.Tags.Select(t => t.Familiar)],
            BuildArguments = Sorted(definition.BuildArguments.ToDictionary(a => a.Key, a => WithoutRange(a.Value, locked))),
            Labels = Labels(definition, contexts.Find(c => c.Name == WithoutRange(names.Base, locked)), names.Base),
            Secrets = [.. definition.Secrets.Select(s => s.Id).Order(StringComparer.Ordinal)],
            NamedContexts = contexts,
            Network = definition.Network,
            Compression = definition.Compression,
            Triggers = names.Triggers,
            CacheMounts = names.CacheMounts,
            SourcePolicy = SourcePolicy(definition),
            Context = Context(definition, names, report, cancellationToken),
        };
    }

    /// <summary>
    /// The named contexts of a build that are images, for those who only need the names to be known: nothing of any directory is
    /// read.
    /// </summary>
    /// <param name="definition">What the project declares.</param>
    /// <param name="names">What the Dockerfile names.</param>
    /// <param name="lockFile">The lock.</param>
    /// <exception cref="DiagnosticException">IMG2007: an image is not locked.</exception>
    public static IReadOnlyList<NamedContext> ImageContexts(ImageDefinition definition, DockerfileNames names,
        LockFile lockFile) =>
        [.. ParentContexts(names), .. LockedContexts(definition, names, lockFile).Values];

    private static IEnumerable<NamedContext> ParentContexts(DockerfileNames names) =>
        names.Parents.Select(p => new NamedContext(p.Key, NamedContextKind.Parent, p.Value.Name, p.Value.Digest));

    private static Dictionary<string, NamedContext> LockedContexts(ImageDefinition definition, DockerfileNames names,
        LockFile lockFile) =>
        names.External.ToDictionary(e => e.Key,
            e => Locked(definition, names, lockFile, e.Key, e.Value.Request, e.Value.Use.Location));

    private static string SourcePolicy(ImageDefinition definition)
    {
        if (definition.SourcePolicyFile is not { } file) return "";

        try
        {
            return ImagePlan.HashOf(TextFile.Read(file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DiagnosticException(DiagnosticDescriptors.InvalidValue.At(new SourceLocation(definition.ProjectFile),
                $"EXPERIMENTAL_BUILDKIT_SOURCE_POLICY names a source policy that cannot be read: {e.Message} Unset the "
                + "variable, or let it name the file."));
        }
    }

    private static NamedContext Locked(
        ImageDefinition definition, DockerfileNames names, LockFile lockFile, string name, ImageRequest request,
        SourceLocation location) =>
        lockFile.Find(request) is { } entry
            ? new NamedContext(
                request.Range is null ? name : entry.Pinned.WithDigest(null).Familiar,
                NamedContextKind.Locked, entry.Pinned.WithDigest(null).ToString(), entry.Digest.ToString())
            : throw new DiagnosticException(DiagnosticDescriptors.NotLocked.At(location,
                $"'{name}' is not in {definition.LockFile}. "
                + (names.AdviseOtherTagOfParent(name) is { Length: > 0 } advice
                    ? advice
                    : "Run `dotnet restore`: it locks the image, or says why it cannot.")));

    /// <summary>
    /// A range of tags as the tag that is locked for it, since BuildKit reads no ranges; any other text as it is.
    /// </summary>
    private static string WithoutRange(string text, Dictionary<string, NamedContext> locked) =>
        locked.TryGetValue(text, out var context) && context.Name != text ? context.Name : text;

    private static NamedContext FromDirectory(
        ImageDefinition definition, NamedDirectory named, Action<Diagnostic> report, CancellationToken cancellationToken)
    {
        var (name, directory, _) = named;
        if (!Directory.Exists(directory))
            return new NamedContext(name, NamedContextKind.Directory, name, "") { Path = directory };

        var cacheFile = Path.Combine(definition.IntermediateDirectory, $"context.{name}.cache");
        var ignore = OwnFiles.ExcludeBy(IgnoreFile.Load(directory), []);
        var hash = Hash(directory, ignore, [ContextRead.Everything], cacheFile, report, cancellationToken);
        return new NamedContext(name, NamedContextKind.Directory, name, hash.Digest)
        {
            Path = directory, TransferKey = hash.TransferKey, Snapshot = hash.Snapshot,
        };
    }

    private static ContextSummary Context(
        ImageDefinition definition, DockerfileNames names, Action<Diagnostic> report, CancellationToken cancellationToken)
    {
        var reads = names.Reads.Where(read => read.ContextName is null).ToList();
        var ignore = OwnFiles.ExcludeBy(
            IgnoreFile.Load(definition.ContextDirectory, definition.Dockerfile), reads,
            Path.GetRelativePath(definition.ContextDirectory, definition.IntermediateDirectory).Replace('\\', '/').TrimEnd('/'));
        var cacheFile = Path.Combine(definition.IntermediateDirectory, "context.cache");
        var hash = Hash(definition.ContextDirectory, ignore, reads, cacheFile, report, cancellationToken);
        return new ContextSummary(hash.Digest, hash.FileCount, hash.TotalBytes) { TransferKey = hash.TransferKey,
            Snapshot = hash.Snapshot };
    }

    private static ContextHashResult Hash(
        string directory, IgnoreFile ignore, IReadOnlyList<ContextRead> reads, string cacheFile,
        Action<Diagnostic> report, CancellationToken cancellationToken)
    {
        var hash = ContextHasher.Hash(directory, ignore, reads, cacheFile, cancellationToken);
        var errors = hash.Diagnostics.Where(d => d.Descriptor.Severity == DiagnosticSeverity.Error).ToList();
        if (errors.Count > 0) throw new DiagnosticException(errors);

        foreach (var diagnostic in hash.Diagnostics) report(diagnostic);
        return hash;
    }

    private static SortedList<string, string> Labels(ImageDefinition definition, NamedContext? baseContext, string baseName)
    {
        var labels = Sorted(definition.Labels);
        void Add(string name, string value)
        {
            if (value.Length > 0) labels.TryAdd(name, value);
        }

        Add(ImageLabels.Source, definition.Source);
        Add(ImageLabels.Version, definition.Version);
        if (baseContext is { Kind: not NamedContextKind.Directory })
        {
            Add(ImageLabels.BaseName, baseContext.Source);
            Add(ImageLabels.BaseDigest, baseContext.Digest);
        }
        else if (ImageReference.TryParse(baseName, out var pinned, out _) && pinned.Digest is { } digest)
        {
            Add(ImageLabels.BaseName, pinned.WithDigest(null).ToString());
            Add(ImageLabels.BaseDigest, digest.ToString());
        }

        return labels;
    }

    private static SortedList<string, string> Sorted(IReadOnlyDictionary<string, string> values) =>
        new(values.ToDictionary(v => v.Key, v => v.Value), StringComparer.Ordinal);
}
