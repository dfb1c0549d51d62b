namespace ImageSdk.Analysis.Contexts;

/// <summary>Knows files that nobody wants to publish in an image.</summary>
internal static class SecretFile
{
    private const int LargestKey = 64 * 1024;

    private static readonly HashSet<string> Names = new(StringComparer.Ordinal)
    {
        ".env", ".env.local", ".netrc", ".pypirc", ".git-credentials", "id_rsa", "id_dsa", "id_ecdsa", "id_ed25519",
        "terraform.tfstate",
    };

    private static readonly string[] KeyExtensions = [".pem", ".key", ".pfx", ".p12"];

    // Keys that tests come with open nothing.
    private static readonly HashSet<string> Harmless = new(StringComparer.OrdinalIgnoreCase)
    {
        "test", "tests", "testdata", "__tests__", "fixtures", "example", "examples", "sample", "samples", "docs", "node_modules",
        "vendor", "site-packages",
    };

    /// <summary>Whether a file is one by its name or, for keys, by what stands in it.</summary>
    /// <param name="path">The path relative to the context.</param>
    /// <param name="size">The size in bytes.</param>
    /// <param name="text">Reads it.</param>
    public static bool Is(string path, long size, Func<string?> text)
    {
        var parts = path.Split('/');
        if (parts.SkipLast(1).Any(Harmless.Contains))
            return false;
        var extension = KeyExtensions.FirstOrDefault(extension =>
            parts[^1].EndsWith(extension, StringComparison.OrdinalIgnoreCase));
        return Names.Contains(parts[^1])
            || extension is ".pfx" or ".p12"
            || (extension is not null && size <= LargestKey
                && text()?.Contains("PRIVATE KEY-----", StringComparison.Ordinal) == true);
    }
}
