using ImageSdk.Contexts;
using ImageSdk.Diagnostics;
using ImageSdk.Dockerfiles;

namespace ImageSdk.Tests.Contexts;

/// <summary>A real directory to be used as a build context, deleted afterwards.</summary>
internal sealed class TemporaryContext : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("imagesdk-context-");

    public TemporaryContext(params string[] files)
    {
        Directory.CreateDirectory(Root);
        foreach (string file in files)
            Write(file, file);
    }

    public string Root => Path.Combine(_root.FullName, "context");

    public string CacheFile => Path.Combine(_root.FullName, "obj", "context.cache");

    public static ContextRead Read(string source, params string[] excludes) =>
        new(null, source, excludes, new SourceLocation("Dockerfile", 7, 1));

    public string PathOf(string path) => Path.Combine(Root, path);

    public void Write(string path, string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(path))!);
        File.WriteAllText(PathOf(path), content);
    }

    public void Link(string path, string target) => File.CreateSymbolicLink(PathOf(path), target);

    /// <summary>The paths that reads reach, in their order, directories with a slash at the end.</summary>
    public string Find(string ignore, params ContextRead[] reads) =>
        string.Join(' ', ContextSources.Find(Root, IgnoreFile.Parse(ignore, ".dockerignore"), reads).Entries
            .Select(entry => entry.Kind == ContextEntryKind.Directory ? entry.Path + "/" : entry.Path));

    public IReadOnlyList<Diagnostic> Diagnose(string ignore, params ContextRead[] reads) =>
        ContextSources.Find(Root, IgnoreFile.Parse(ignore, ".dockerignore"), reads).Diagnostics;

    /// <summary>The digest of what reads reach, with the cache of earlier calls, all files long settled.</summary>
    public string Digest(string ignore, params ContextRead[] reads) => Hash(ignore, reads).Digest;

    public ContextHashResult Hash(string ignore, params ContextRead[] reads) => ContextHasher.Hash(
        Root, IgnoreFile.Parse(ignore, ".dockerignore"), reads, CacheFile, new LaterClock(), CancellationToken.None);

    public void Dispose() => _root.Delete(recursive: true);

    /// <summary>A clock that makes every file look settled, so that tests need not wait until it is.</summary>
    private sealed class LaterClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddMinutes(1);
    }
}
