using System.Text;
using System.Text.Json;
using ImageSdk.Diagnostics;
using ImageSdk.Storage;

namespace ImageSdk.Engine.Registries;

/// <summary>The JSON files of Docker's configuration. No text of theirs ever reaches a message: they hold passwords.</summary>
internal static class DockerConfigurationFile
{
    /// <summary>The content of a file, or null when there is none.</summary>
    /// <exception cref="DiagnosticException">IMG0011.</exception>
    public static JsonDocument? Read(string file)
    {
        try
        {
            // From a stream, which may begin with a byte order mark.
            return JsonDocument.Parse(new MemoryStream(TextFile.ReadBytes(file)));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (JsonException e)
        {
            // The exception quotes the text, so it goes no further.
            var line = (int)(e.LineNumber ?? -1) + 1;
            var column = (int)(e.BytePositionInLine ?? -1) + 1;
            throw Damaged(new SourceLocation(file, line, column), "It is not valid JSON.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Damaged(new SourceLocation(file), e.Message);
        }
    }

    /// <summary>The credentials that the file itself holds for a registry, or null.</summary>
    /// <exception cref="DiagnosticException">IMG0011.</exception>
    public static RegistryCredentials? FindCredentials(string file, string server)
    {
        using var document = Read(file);
        if (document?.RootElement.Member("auths") is not { ValueKind: JsonValueKind.Object } entries)
            return null;
        if (entries.Member(server) is { } exact)
            return ReadCredentials(file, server, exact);
        // 'docker login https://host/v1/' of old left such keys behind.
        foreach (var entry in entries.EnumerateObject())
        {
            if (HostOf(entry.Name) == server)
                return ReadCredentials(file, server, entry.Value);
        }
        return null;
    }

    /// <summary>The diagnostic for a file that cannot be used.</summary>
    public static DiagnosticException Damaged(SourceLocation location, string why) => new(
        DiagnosticDescriptors.DockerConfigurationDamaged.At(location, $"Docker's configuration cannot be read. {why}"));

    private static RegistryCredentials? ReadCredentials(string file, string server, JsonElement entry)
    {
        var (username, password) = (entry.Text("username"), entry.Text("password"));
        if (entry.Text("auth") is { } encoded)
        {
            (username, password) = Decode(encoded) ?? throw Damaged(
                new SourceLocation(file),
                $"The entry for '{server}' is not Base64 of a name, a colon and a password. Run 'docker login' for it again.");
        }
        var credentials = new RegistryCredentials(username, password, entry.Text("identitytoken"), entry.Text("registrytoken"));
        return credentials.IsEmpty ? null : credentials;
    }

    private static (string Username, string Password)? Decode(string encoded)
    {
        var bytes = new byte[encoded.Length];
        if (!Convert.TryFromBase64String(encoded, bytes, out var count))
            return null;
        var text = Encoding.UTF8.GetString(bytes, 0, count);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        // Old versions of Docker padded the password with zeros.
        return colon < 0 ? null : (text[..colon], text[(colon + 1)..].Trim('\0'));
    }

    private static string HostOf(string key)
    {
        var start = key.IndexOf("://", StringComparison.Ordinal) is var scheme and >= 0 ? scheme + 3 : 0;
        var slash = key.IndexOf('/', start);
        return slash < 0 ? key[start..] : key[start..slash];
    }
}
