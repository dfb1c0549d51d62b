namespace ImageSdk.Analysis.Commands;

/// <summary>Knows commands that check what was downloaded.</summary>
internal static class Verification
{
    /// <summary>Whether a command checks a checksum or a signature, or may do so: a script of the user's.</summary>
    public static bool Is(CommandLine line) =>
        line.Program.EndsWith("sum", StringComparison.Ordinal)
        || line.Program is "shasum" or "sha256" or "gpgv" or "cosign" or "minisign" or "signify" or "rhash" or "jarsigner"
        || (line.Program is "gpg" or "gpg2"
            && line.Arguments.Any(word => word.Value.StartsWith("--verify", StringComparison.Ordinal)))
        || (line.Program == "openssl"
            && line.Arguments.Any(word => word.Value is "dgst" or "sha256" or "sha512" or "cms" or "smime"))
        || line.Program.Contains("verify", StringComparison.OrdinalIgnoreCase)
        || line.Program.Contains("check", StringComparison.OrdinalIgnoreCase);
}
