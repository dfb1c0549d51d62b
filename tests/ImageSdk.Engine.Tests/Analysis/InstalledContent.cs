using CliWrap;
using CliWrap.Buffered;
using ImageSdk.Engine.Tests.Infrastructure;

namespace ImageSdk.Engine.Tests.Analysis;

/// <summary>
/// What is in an image: packages of Debian with their versions, packages of Python with theirs, and all other files but those that a package
/// manager keeps for itself. The build itself makes the list, so no image is exported for it.
/// </summary>
internal static class InstalledContent
{
    private const string Listing = """

        FROM debian:12 AS listing
        RUN --network=none --mount=type=bind,from=image,target=/image <<'LISTING'
        set -eu
        exec > /listing
        dpkg-query --admindir=/image/var/lib/dpkg -W -f 'deb ${Package} ${Version} ${Status}\n'
        cd /image
        find . -xdev -type d -name '*.dist-info' -printf 'python %P\n'
        find . -xdev \( -path ./var/lib/apt -o -path ./var/lib/dpkg -o -path ./var/cache -o -path ./var/log -o -path ./tmp -o -path ./root/.cache -o -path ./root/.npm \
          -o -name __pycache__ -o -name docker-clean \) -prune -o \( -type f -printf 'file %P %s\n' -o -type l -printf 'link %P %l\n' \)
        # A directory that is not there has nothing in it.
        for cache in var/cache/apk var/cache/dnf; do [ ! -d $cache ] || find $cache -type f -printf 'file %p\n'; done
        LISTING
        FROM scratch
        COPY --from=listing /listing /

        """;

    /// <summary>Builds the stage <c>image</c> of a Dockerfile, and lists what is in it, sorted.</summary>
    /// <param name="directory">The folder of the Dockerfile, which is the context.</param>
    /// <param name="host">The image that stands in for the bases.</param>
    /// <param name="cacheNamespace">What keeps its cache mounts from those of others, who would have to wait for them.</param>
    public static Task<IReadOnlyList<string>> OfAsync(TemporaryDirectory directory, string host, string cacheNamespace)
    {
        // A parent is built as a stage before. The engine's own front end, since one that is named would have to be pulled.
        var files = ((string[])["parent/Dockerfile", "Dockerfile"]).Select(name => Path.Combine(directory.FullName, name)).Where(File.Exists);
        var text = string.Join('\n', files.SelectMany(File.ReadAllLines).Where(line => !line.StartsWith("# syntax=", StringComparison.Ordinal)));
        return ListAsync(text + Listing, directory, cacheNamespace, FixCase.Bases.Select(name => $"--build-context={name}=docker-image://{host}"));
    }

    /// <summary>Lists what is in an image of the engine, sorted.</summary>
    /// <param name="image">Its name.</param>
    /// <param name="host">The image that lists it.</param>
    public static async Task<IReadOnlyList<string>> OfImageAsync(string image, string host)
    {
        using var empty = new TemporaryDirectory();
        return await ListAsync(Listing, empty, "", [$"--build-context=debian:12=docker-image://{host}", $"--build-context=image=docker-image://{image}"]);
    }

    private static async Task<IReadOnlyList<string>> ListAsync(string dockerfile, TemporaryDirectory directory, string cacheNamespace, IEnumerable<string> contexts)
    {
        using var output = new TemporaryDirectory();
        // Nothing needs a network, and to make one for each RUN takes time.
        string[] arguments =
        [
            "buildx", "build", "--progress=plain", "--provenance=false", "--network=none", "--file=-", $"--output=type=local,dest={output.FullName}",
            .. contexts, $"--build-arg=BUILDKIT_CACHE_MOUNT_NS={cacheNamespace}", directory.FullName,
        ];
        var result = await Cli.Wrap("docker").WithArguments(arguments).WithStandardInputPipe(PipeSource.FromString(dockerfile))
            .WithValidation(CommandResultValidation.None).ExecuteBufferedAsync();
        Assert.AreEqual(0, result.ExitCode, $"{dockerfile}\n{result.StandardError}");
        return [.. (await File.ReadAllLinesAsync(Path.Combine(output.FullName, "listing"))).Order(StringComparer.Ordinal)];
    }
}
