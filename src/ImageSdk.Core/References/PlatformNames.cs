using ImageSdk.Dockerfiles;

namespace ImageSdk.References;

/// <summary>
/// The operating systems and architectures that a manifest may have by the OCI image specification, which are those of Go
/// (go.dev/src/internal/syslist/syslist.go). BuildKit takes any word, and then finds no image for it.
/// </summary>
public static class PlatformNames
{
    private static readonly string[] OperatingSystems =
    [
        "linux", "windows", "darwin", "freebsd", "netbsd", "openbsd", "dragonfly", "solaris", "illumos", "aix", "android", "ios",
        "js", "plan9", "zos", "wasip1", "wasi",
    ];

    private static readonly string[] Architectures =
    [
        "amd64", "arm64", "arm", "386", "riscv64", "ppc64le", "s390x", "loong64", "mips64le", "mips64", "mipsle", "mips", "ppc64",
        "ppc", "riscv", "s390", "sparc64", "sparc", "armbe", "arm64be", "amd64p32", "mips64p32", "mips64p32le", "wasm",
    ];

    /// <summary>
    /// Says which part of a platform is unknown, and what it may have been meant to be; null when both are known.
    /// </summary>
    public static string? FindUnknown(Platform platform) =>
        !OperatingSystems.Contains(platform.Os)
        ? $"'{platform.Os}' is not a known operating system.{Suggestion.For(platform.Os, OperatingSystems)}"
        : !Architectures.Contains(platform.Architecture)
        ? $"'{platform.Architecture}' is not a known architecture.{Suggestion.For(platform.Architecture, Architectures)}"
        : null;
}
