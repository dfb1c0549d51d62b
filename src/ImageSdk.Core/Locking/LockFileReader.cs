using System.Text;
using System.Text.Json;
using ImageSdk.Diagnostics;
using ImageSdk.References;

namespace ImageSdk.Locking;

/// <summary>
/// Reads a lock file strictly: whatever this SDK would not have written is an error at its place (IMG2002), because a lock
/// that is repaired in silence locks nothing.
/// </summary>
internal ref partial struct LockFileReader
{
    private readonly byte[] _bytes;
    private readonly string _path;
    private Utf8JsonReader _json;

    private LockFileReader(byte[] bytes, string path)
    {
        (_bytes, _path) = (bytes, path);
        _json = new Utf8JsonReader(bytes);
    }

    public static LockFile Read(string text, string path)
    {
        var bytes = Encoding.UTF8.GetBytes(text.StartsWith('\uFEFF') ? text[1..] : text);
        if (bytes.AsSpan().Trim(" \t\r\n"u8).IsEmpty)
            throw Damaged(new SourceLocation(path, 1, 1), "it is empty");
        try
        {
            return new LockFileReader(bytes, path).ReadFile();
        }
        catch (JsonException error)
        {
            throw LockFilePosition.OfConflictMarker(bytes) is { } marker
                ? Damaged(
                    new SourceLocation(path, marker, 1),
                    "it has the conflict markers of an unfinished merge. Keep the entries of both sides, or take one side "
                    + "whole, then restore", error)
                : Damaged(LockFilePosition.Of(error, bytes, path), $"it is not JSON: {Reason(error)}", error);
        }
    }

    private LockFile ReadFile()
    {
        _json.Read();
        StartObject("The file");
        if (!NextProperty() || !_json.ValueTextEquals("version"u8))
            throw Damaged("the first property must be 'version'");
        _json.Read();
        if (_json.TokenType != JsonTokenType.Number || !_json.TryGetInt32(out var version))
            throw Damaged("'version' must be a whole number");
        if (version != LockFile.Version)
        {
            throw Damaged($"its format has version {version}, and this version of ImageSdk reads version {LockFile.Version}. "
                + "Use the ImageSdk that wrote it, or a newer one");
        }

        if (!NextProperty() || !_json.ValueTextEquals("images"u8))
            throw Damaged("the second property must be 'images'");
        _json.Read();
        StartObject("'images'");
        var entries = new List<LockEntry>();
        var keys = new HashSet<string>(StringComparer.Ordinal);
        while (NextProperty())
            entries.Add(ReadEntry(keys));

        if (NextProperty())
            throw Damaged($"the property '{Text()}' is unknown");
        // Anything after the end is an error of JSON, and found by reading on.
        _json.Read();
        return new LockFile(entries);
    }

    private LockEntry ReadEntry(HashSet<string> keys)
    {
        var place = Here();
        var key = Text();
        if (!ImageRequest.TryParse(key, out var request, out var error))
            throw Damaged(error.TrimEnd('.'));
        if (request.Key != key)
            throw Damaged($"'{key}' must be written in full, '{request.Key}'");
        if (!keys.Add(key))
            throw Damaged($"there are two entries '{key}'. Keep one of them, then restore");
        _json.Read();
        StartObject($"The entry '{key}'");

        string? resolved = null;
        ImageDigest? digest = null;
        Dictionary<Platform, ImageDigest>? platforms = null;
        List<string>? usedBy = null, triggers = null;
        while (NextProperty())
        {
            var property = Text();
            var isRepeated = property switch
            {
                "resolved" => resolved is not null,
                "digest" => digest is not null,
                "platforms" => platforms is not null,
                "onBuild" => triggers is not null,
                "usedBy" => usedBy is not null,
                _ => throw Damaged($"the property '{property}' is unknown"),
            };
            if (isRepeated)
                throw Damaged($"the property '{property}' stands there twice");
            _json.Read();
            switch (property)
            {
                case "resolved": resolved = String("'resolved'"); break;
                case "digest": digest = Digest("'digest'"); break;
                case "platforms": platforms = ReadPlatforms(); break;
                case "onBuild": triggers = ReadTriggers(); break;
                default: usedBy = ReadUsers(); break;
            }
        }

        var missing = digest is null ? "digest" : platforms is null ? "platforms" : usedBy is null ? "usedBy" : null;
        if (missing is not null)
            throw Damaged(place, $"the entry '{key}' has no '{missing}'");
        try
        {
            return new LockEntry(request, digest!, platforms!, resolved, usedBy, triggers);
        }
        catch (ArgumentException contradiction)
        {
            throw Damaged(place, contradiction.Message.TrimEnd('.'), contradiction);
        }
    }

    private Dictionary<Platform, ImageDigest> ReadPlatforms()
    {
        StartObject("'platforms'");
        var platforms = new Dictionary<Platform, ImageDigest>();
        while (NextProperty())
        {
            var name = Text();
            if (!Platform.TryParse(name, out var platform, out var error))
                throw Damaged(error.TrimEnd('.'));
            if (platform.ToString() != name)
                throw Damaged($"the platform '{name}' must be written '{platform}'");
            if (platforms.ContainsKey(platform))
                throw Damaged($"the platform '{name}' stands there twice");
            _json.Read();
            platforms.Add(platform, Digest($"The digest of '{name}'"));
        }
        return platforms;
    }

    private List<string> ReadUsers()
    {
        if (_json.TokenType != JsonTokenType.StartArray)
            throw Damaged("'usedBy' must be a list of project files");
        var users = new List<string>();
        while (_json.Read() && _json.TokenType != JsonTokenType.EndArray)
        {
            var user = String("A project in 'usedBy'");
            if (user.Length == 0 || users.Contains(user))
                throw Damaged(user.Length == 0 ? "a project in 'usedBy' is empty" : $"the project '{user}' stands there twice");
            users.Add(user);
        }
        return users;
    }

    private List<string> ReadTriggers()
    {
        if (_json.TokenType != JsonTokenType.StartArray)
            throw Damaged("'onBuild' must be a list of instructions");
        var triggers = new List<string>();
        while (_json.Read() && _json.TokenType != JsonTokenType.EndArray)
            triggers.Add(String("An instruction in 'onBuild'"));
        return triggers.Count > 0 ? triggers : throw Damaged("'onBuild' is empty. Leave it out");
    }
}
