using ImageSdk.Diagnostics;
using ImageSdk.Locking;
using ImageSdk.Planning;

namespace ImageSdk.Engine.Locks;

/// <summary>Brings the external images of one Dockerfile into the lock. Asks a registry only for what the lock lacks.</summary>
public sealed class ImageRestore(EngineSession session)
{
    /// <summary>Whether the lock may not change.</summary>
    public bool LockedMode { get; init; }

    /// <summary>Whether every image is resolved again.</summary>
    public bool ForceEvaluate { get; init; }

    /// <summary>Restores.</summary>
    /// <returns>What changed in the lock, in sentences; empty when nothing did.</returns>
    /// <exception cref="DiagnosticException">
    /// IMG2002: the lock cannot be read; IMG2003: it cannot be written; IMG2004: locked mode without a lock; IMG2005: locked mode
    /// together with a new evaluation; IMG2006: the lock would change in locked mode; IMG2010 to IMG2013: a registry does not give
    /// the digest.
    /// </exception>
    public async Task<IReadOnlyList<string>> RunAsync(ImageDefinition definition, DockerfileNames names, CancellationToken cancellationToken)
    {
        var path = definition.LockFile;
        var project = LockFileLocation.ProjectPath(path, definition.ProjectFile);
        var keys = names.LockKeys;
        if (LockedMode) CheckLockedMode(definition, keys.Count > 0);

        var old = LockFileStore.Read(path) ?? LockFile.Empty;
        var wanted = ForceEvaluate ? keys : old.Missing(keys);
        if (LockedMode)
        {
            ThrowIfChanged(definition, names, old, wanted, project, keys);
            return [];
        }

        var resolved = await Task.WhenAll(wanted.Select(key =>
        {
            var (request, use) = names.External.Values.First(e => e.Request.Key == key);
            return ResolveAsync(request, use.Location, cancellationToken);
        })).ConfigureAwait(false);
        if (resolved.Length == 0 && old.Equals(old.WithUses(project, keys))) return [];

        var entries = keys.Select(key => resolved.FirstOrDefault(e => e.Key == key) ?? old.Find(key)!).ToList();
        LockFile? before = null, after = null;
        LockFileStore.Update(path, current =>
        {
            before = current;
            after = resolved.Aggregate(current, (l, entry) => l.Refresh(entry)).WithUses(project, entries);
            return after;
        }, cancellationToken: cancellationToken);
        return LockFileDifference.Between(before!, after!);
    }

    private async Task<LockEntry> ResolveAsync(References.ImageRequest request, SourceLocation location, CancellationToken cancellationToken)
    {
        var image = await session.ResolveAsync(request.Reference!, location, cancellationToken).ConfigureAwait(false);
        return new LockEntry(request, image.Digest, image.Platforms);
    }

    private void CheckLockedMode(ImageDefinition definition, bool hasImages)
    {
        var place = new SourceLocation(definition.ProjectFile);
        if (ForceEvaluate)
        {
            throw new DiagnosticException(DiagnosticDescriptors.LockedModeContradiction.At(place,
                "RestoreLockedMode and RestoreForceEvaluate contradict each other: the lock may not change, and is to be made anew. Set one of them."));
        }

        if (hasImages && !File.Exists(definition.LockFile))
        {
            throw new DiagnosticException(DiagnosticDescriptors.LockFileMissing.At(place,
                $"There is no lock file {definition.LockFile}, which locked mode needs. Run `dotnet restore` without --locked-mode once and commit the file."));
        }
    }

    private static void ThrowIfChanged(
        ImageDefinition definition, DockerfileNames names, LockFile old, IReadOnlyList<string> missing, string project, IReadOnlyList<string> keys)
    {
        var diagnostics = missing.Select(key => DiagnosticDescriptors.LockFileOutdated.At(
            names.External.Values.First(e => e.Request.Key == key).Use.Location,
            $"{key} is not in {definition.LockFile}. Run `dotnet restore` without --locked-mode and commit the lock.")).ToList();
        if (diagnostics.Count == 0)
        {
            diagnostics.AddRange(LockFileDifference.Between(old, old.WithUses(project, keys)).Select(difference =>
                DiagnosticDescriptors.LockFileOutdated.At(new SourceLocation(definition.LockFile),
                    $"{difference} Run `dotnet restore` without --locked-mode and commit the lock.")));
        }

        if (diagnostics.Count > 0) throw new DiagnosticException(diagnostics);
    }
}
