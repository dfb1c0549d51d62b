using CsCheck;
using ImageSdk.Locking;
using ImageSdk.References;

namespace ImageSdk.Core.Tests.Locking;

/// <summary>Locks to test with: made by hand, and of any shape.</summary>
internal static class Locks
{
    private static readonly Gen<(string Name, string? Resolved)> Requests = Gen.OneOf<(string, string?)>(
        ("python:3.11-slim", null),
        ("python", null),
        ("nvidia/cuda:12.*-base", "12.1.0-base"),
        ("nvidia/cuda:12.*-base", "12.2.2-base"),
        ("ghcr.io/astral-sh/uv:[0.5,0.6)", "0.5.9"),
        ("localhost:5000/team/app:1", null),
        ("[::1]:5000/app:v1.*", "v1.2"));

    private static readonly Gen<Platform> Platforms =
        Gen.OneOf("linux/amd64", "linux/arm64", "linux/arm/v7", "windows(10.0.17763.1)/amd64").Select(Platform.Parse);

    private static readonly Gen<ImageDigest> Digests = Gen.Int[0, 5].Select(Digest);

    private static readonly Gen<string> Triggers = Gen.OneOf("COPY . /app", "RUN [\"make\", \"-C\", \"ü\"]");

    public static Gen<string> Projects { get; } =
        Gen.OneOf("base/base.imageproj", "asr/asr.imageproj", "a b/ü+\"'\\<&>.imageproj", "../x.csproj", "日本/z.imageproj");

    public static Gen<LockEntry> Entries { get; } = Gen.Select(
        Requests, Digests, Gen.Select(Platforms, Digests).Array[0, 3], Projects.Array[0, 3], Triggers.Array[0, 2],
        (request, digest, platforms, projects, triggers) => new LockEntry(
            ImageRequest.Parse(request.Name), digest, platforms.Select(pair => KeyValuePair.Create(pair.Item1, pair.Item2)),
            request.Resolved, projects, triggers));

    public static Gen<LockFile> Files { get; } = Entries.Array[0, 5].Select(entries => new LockFile(entries));

    public static ImageDigest Digest(int number) => ImageDigest.Parse($"sha256:{number:x64}");

    /// <summary>An entry whose digest and manifest of linux/amd64 are numbered.</summary>
    public static LockEntry Entry(string name, int digest, string? resolved = null) =>
        Entry(name, digest, [("linux/amd64", digest + 100)], resolved);

    public static LockEntry Entry(string name, int digest, (string Platform, int Digest)[] platforms, string? resolved = null) =>
        new(ImageRequest.Parse(name), Digest(digest),
            platforms.Select(one => KeyValuePair.Create(Platform.Parse(one.Platform), Digest(one.Digest))), resolved);
}
