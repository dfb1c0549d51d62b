using System.Security.Cryptography;
using ImageSdk.References;

namespace ImageSdk.Engine.Registries;

/// <summary>Digests of bytes that a registry sent: they are what makes its answers trustworthy.</summary>
internal static class ContentDigest
{
    /// <summary>
    /// The digest that is asked for or announced, once the content is known to have it; the content's SHA-256 when
    /// neither is given.
    /// </summary>
    /// <exception cref="RegistryFailure">Invalid: the content has another digest.</exception>
    public static ImageDigest Verify(byte[] content, ImageDigest? asked, ImageDigest? announced = null)
    {
        foreach (var expected in (ReadOnlySpan<ImageDigest?>)[asked, announced])
        {
            if (expected is not null && Compute(content, expected.Algorithm) is var actual && actual != expected)
            {
                throw new RegistryFailure(
                    RegistryFailureKind.Invalid, $"it sends content with the digest {actual} where {expected} belongs");
            }
        }
        return asked ?? announced ?? Compute(content, "sha256");
    }

    private static ImageDigest Compute(byte[] content, string algorithm) => ImageDigest.Parse(
        $"{algorithm}:" + Convert.ToHexStringLower(algorithm switch
        {
            "sha512" => SHA512.HashData(content),
            "sha384" => SHA384.HashData(content),
            _ => SHA256.HashData(content),
        }));
}
