using ImageSdk.Diagnostics;
using ImageSdk.Locking;
using ImageSdk.Planning;
using ImageSdk.References;

namespace ImageSdk.Engine.Locks;

/// <summary>Brings the external images of one Dockerfile into the lock. Asks a registry only for what the lock lacks.</summary>
public sealed class ImageRestore(EngineSession session)
{
    private static readonly Platform[] OtherPlatforms = [Platform.Parse("linux/amd64"), Platform.Parse("linux/arm64")];

    private static readonly string NoPlatforms =
        "The Dockerfile names images by the platform, and the project names no platforms, so the lock has those of the machine "
        + "that "
        + $"restored, and this one is {ImageDefinition.Host}. Set ImagePlatforms to all platforms that are built.";

    /// <summary>Whether the lock may not change.</summary>
    public bool LockedMode { get; init; }

    /// <summary>Whether every image is resolved again.</summary>
    public bool ForceEvaluate { get; init; }

    /// <summary>
    /// Finds the images of the tree's projects that are not referenced. Called only if the lock lacks an image, because it takes
    /// time.
    /// </summary>
    public Func<IReadOnlyList<OtherImage>> FindOthers { get; init; } = () => [];

    /// <summary>
    /// Restores. Uses of projects that are gone are dropped on the way; locked mode does not mind them, since they change no
    /// image.
    /// </summary>
    /// <returns>What is locked to another digest than before, in sentences; empty when nothing is.</returns>
    /// <exception cref="DiagnosticException">
    /// IMG2002: the lock cannot be read; IMG2003: it cannot be written; IMG2004: locked mode without a lock; IMG2005: locked mode
    /// together with a new evaluation; IMG2006: the lock would change in locked mode; IMG2008: a project that is not referenced
    /// builds a name; IMG2016: a referenced project builds the repository with other tags; IMG2010 to IMG2015: a registry does
    /// not give the digest. Each of these for all names.
    /// </exception>
    public async Task<IReadOnlyList<string>> RunAsync(ImageDefinition definition, DockerfileNames names,
        CancellationToken cancellationToken)
    {
        var path = definition.LockFile;
        var projectPath = LockFileLocation.ProjectPath(path, definition.ProjectFile);
        var project = LockUser.Of(projectPath, definition.Variant.Name);
        names.ThrowIfOtherTagOfParent(FindOthers);
        var old = LockFileStore.ReadOrEmpty(path);
        if (LockedMode)
        {
            if (old.Missing(names.LockKeys).Count > 0) names.ThrowIfBuiltBy(FindOthers());
            CheckLockedMode(definition, names, project);
            return [];
        }

        var (entries, resolved) = await ResolveAsync(names, old, cancellationToken).ConfigureAwait(false);

        LockFile Restored(LockFile current) => resolved.Aggregate(current, (l, entry) => l.Refresh(entry))
            .WithUses(project, entries)
            .WithoutProjects(user => LockUser.IsGone(user, Path.GetDirectoryName(path)!, projectPath, definition.Variant.All));

        // Nearly always: without waiting for those who write.
        if (resolved.Count == 0 && old.Equals(Restored(old))) return [];

        var before = old;
        var after = LockFileStore.Update(path, current => Restored(before = current), cancellationToken: cancellationToken);
        return
        [
            .. resolved.Select(e => after.Find(e.Key)!).Where(e => before.Find(e.Key)?.Digest != e.Digest)
                .Select(e => $"locked {e.Key} to {e.Digest}{Origin(e.Request)}"),
        ];

        // An image of the tree with an older tag may be meant. It is worth a remark, because the tag could also be a mistake.
        string Origin(ImageRequest request) =>
            !DockerfileNames.IsOfficial(request) && names.DescribeBuilders(request, FindOthers()) is { Length: > 0 } builders
            ? $", another tag than that of {builders}"
            : "";
    }

    /// <summary>
    /// Resolves what the lock lacks, or everything again. An image that is found may have triggers which name further images, so
    /// it goes on until the Dockerfile, read with all that is known, names nothing new.
    /// </summary>
    /// <returns>The entries of all that the Dockerfile names, and those of them that were resolved.</returns>
    private async Task<(List<LockEntry> All, List<LockEntry> Resolved)> ResolveAsync(
        DockerfileNames names, LockFile old, CancellationToken cancellationToken)
    {
        var (known, resolved) = (ForceEvaluate ? LockFile.Empty : old, new List<LockEntry>());
        for (names = names.With(known); ; names = names.With(known))
        {
            var missing = known.Missing(names.LockKeys);
            if (missing.Count == 0) return ([.. names.LockKeys.Select(key => known.Find(key)!)], resolved);

            names.ThrowIfBuiltBy(FindOthers());
            names.ThrowIfOtherTagOfParent(FindOthers);
            var found = await ResolveAsync(names, missing, cancellationToken).ConfigureAwait(false);
            resolved.AddRange(found);
            known = found.Aggregate(known, (l, entry) => l.With(entry));
        }
    }

    /// <summary>Resolves all that can be, so that the user hears of everything that cannot at once.</summary>
    private async Task<LockEntry[]> ResolveAsync(DockerfileNames names, IReadOnlyList<string> keys,
        CancellationToken cancellationToken)
    {
        var all = keys.Select(key => ResolveAsync(names.Find(key), cancellationToken)).ToList();
        var failures = new List<Diagnostic>();
        foreach (var (key, one) in keys.Zip(all))
        {
            try
            {
                await one.ConfigureAwait(false);
            }
            catch (DiagnosticException e)
            {
                var builders = names.DescribeBuilders(names.Find(key).Request, FindOthers());
                failures.AddRange(builders.Length == 0 ? e.Diagnostics
                    : e.Diagnostics.Select(d => d with { Message = $"{d.Message} It is not a tag of {builders}." }));
            }
        }

        return failures.Count == 0 ? [.. all.Select(one => one.Result)] : throw new DiagnosticException([.. failures.Distinct()]);
    }

    private async Task<LockEntry> ResolveAsync((ImageRequest Request, SourceLocation Location) wanted,
        CancellationToken cancellationToken)
    {
        var (request, location) = wanted;
        var tag = request.Range is { } range
            ? await BestTagAsync(request, range, location, cancellationToken).ConfigureAwait(false)
            : null;
        var image = await session.ResolveAsync(tag is null ? request.Reference! : request.WithTag(tag), location,
            cancellationToken).ConfigureAwait(false);
        return new LockEntry(request, image.Digest, image.Platforms, tag, triggers: image.Triggers);
    }

    private async Task<string> BestTagAsync(ImageRequest request, TagRange range, SourceLocation location,
        CancellationToken cancellationToken)
    {
        var registries = await session.GetRegistriesAsync(cancellationToken).ConfigureAwait(false);
        var tags = await registries.ListTagsAsync(ImageReference.Parse(request.Repository), location, cancellationToken)
            .ConfigureAwait(false);
        return range.Best(tags) ?? throw new DiagnosticException(DiagnosticDescriptors.NoTagInRange.At(location,
            $"None of the {tags.Count} tags of {request.Repository} is in the range '{range}'. The text after the versions must "
            + "be the same in the tag."));
    }

    private void CheckLockedMode(ImageDefinition definition, DockerfileNames names, string project)
    {
        if (ForceEvaluate)
        {
            throw new DiagnosticException(DiagnosticDescriptors.LockedModeContradiction.At(new SourceLocation(
                definition.ProjectFile),
                "RestoreLockedMode and RestoreForceEvaluate contradict each other: the lock may not change, and is to be made "
                + "anew. Set one of them."));
        }

        var keys = names.LockKeys;
        var lockFile = LockFileStore.Read(definition.LockFile);
        if (lockFile is null && keys.Count > 0)
        {
            throw new DiagnosticException(DiagnosticDescriptors.LockFileMissing.At(new SourceLocation(definition.ProjectFile),
                $"There is no lock file {definition.LockFile}, which locked mode needs. Run `dotnet restore` without "
                + "--locked-mode once and commit the file."));
        }

        var differences = new List<Diagnostic>();
        void Differs(SourceLocation location, string what) => differences.Add(DiagnosticDescriptors.LockFileOutdated.At(
            location, $"{what} Run `dotnet restore` without --locked-mode and commit {LockFileLocation.FileName}."));

        foreach (var key in keys)
        {
            var entry = lockFile!.Find(key);
            if (entry is null) Differs(names.Find(key).Location, $"'{key}' is not in {definition.LockFile}.");
            else if (!entry.UsedBy.Contains(project))
                Differs(names.Find(key).Location, $"{definition.LockFile} does not say that {project} uses '{key}'.");
        }

        foreach (var entry in lockFile?.Entries ?? [])
        {
            if (entry.UsedBy.Contains(project) && !keys.Contains(entry.Key))
                Differs(new SourceLocation(definition.LockFile), $"{project} does not use '{entry.Key}' any more.");
        }

        if (differences.Count == 0) return;

        throw new DiagnosticException(DependOnHost(definition, names)
            ? [.. differences.Select(d => d with { Message = $"{d.Message} {NoPlatforms}" })]
            : differences);
    }

    /// <summary>Whether the lock of a project without platforms depends on the machine that restores.</summary>
    private static bool DependOnHost(ImageDefinition definition, DockerfileNames names) =>
        definition.Platforms.Count == 0 && OtherPlatforms.Any(p => !names.For(p).LockKeys.SequenceEqual(names.LockKeys));
}
