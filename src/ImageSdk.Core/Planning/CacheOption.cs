using System.Text;
using ImageSdk.References;

namespace ImageSdk.Planning;

/// <summary>
/// A cache backend in the form of <c>--cache-from</c> and <c>--cache-to</c>, checked here since BuildKit is silent about a mode
/// or an attribute that it does not know.
/// </summary>
/// <remarks>Source: https://docs.docker.com/build/cache/backends/ and BuildKit's <c>cache/remotecache</c>.</remarks>
public static class CacheOption
{
    private static readonly string[] Types = ["registry", "inline", "local", "gha", "s3", "azblob"];

    private static readonly string[] Attributes =
    [
        "ref", "src", "dest", "digest", "tag", "mode", "compression", "compression-level", "force-compression",
        "oci-mediatypes", "image-manifest", "ignore-error", "registry.insecure", "scope", "timeout", "repository", "url",
        "url_v2", "region", "bucket", "prefix", "name", "endpoint_url", "use_path_style", "blobs_prefix", "manifests_prefix",
        "upload_parallelism", "touch_refresh", "account_url", "container",
    ];

    /// <summary>What BuildKit takes as attributes but must not stand on a command line.</summary>
    private static readonly string[] SecretAttributes =
        ["token", "ghtoken", "access_key_id", "secret_access_key", "session_token", "secret_access_key_id"];

    /// <summary>Makes the option from an item.</summary>
    /// <param name="include">
    /// The backend's type (<c>registry</c>), or all of it in buildx's form (<c>type=registry,ref=…</c>).
    /// </param>
    /// <param name="metadata">Further attributes; <c>IgnoreError</c> is read as <c>ignore-error</c>.</param>
    /// <param name="directory">
    /// What the relative path of a local cache starts from; buildx would take the directory that it runs in.
    /// </param>
    /// <param name="name">
    /// What BuildKit keeps the cache under where the item does not say it: its own default is the same for all images. Empty for
    /// that.
    /// </param>
    /// <param name="option">The option.</param>
    /// <param name="error">What is wrong and what to write instead.</param>
    public static bool TryCreate(
        string include, IEnumerable<KeyValuePair<string, string>> metadata, string directory, string name, out string option,
        out string error)
    {
        option = "";
        if (!CsvFields.TryRead(include.Contains('=', StringComparison.Ordinal) ? include : CsvFields.Write($"type={include}"),
            out var fields, out var badQuote))
        {
            error = badQuote;
            return false;
        }

        var all = fields.Select(f => f.Split('=', 2))
            .Select(f => (Key: f[0].ToLowerInvariant(), Value: f.Length == 2 ? f[1] : ""))
            .Concat(metadata.Select(m => (Key: KebabCase(m.Key), m.Value))).ToList();
        error = Check(all);
        if (error.Length > 0) return false;

        if (name.Length > 0 && NameAttribute(all) is { } attribute && !all.Any(f => f.Key == attribute))
            all.Add((attribute, name));
        option = CsvFields.Write([.. all.OrderBy(f => f.Key != "type")
            .Select(f => f.Key is "src" or "dest" ? (f.Key, Value: Path.GetFullPath(f.Value.Replace('\\', '/'), directory)) : f)
            .Select(f => $"{f.Key}={f.Value}")]);
        return true;
    }

    /// <summary>The attribute by which a backend tells caches apart; null if the place does so.</summary>
    private static string? NameAttribute(List<(string Key, string Value)> fields) =>
        fields.First(f => f.Key == "type").Value switch
    {
        "gha" => "scope",
        "s3" or "azblob" => "name",
        _ => null,
    };

    private static string Check(List<(string Key, string Value)> fields)
    {
        var type = fields.FirstOrDefault(f => f.Key == "type").Value ?? "";
        if (!Types.Contains(type)) return $"'{type}' is an unknown cache backend. Use one of {string.Join(", ", Types)}.";

        foreach (var (key, value) in fields)
        {
            if (key == "type") continue;
            if (SecretAttributes.Contains(key))
            {
                return $"'{key}' is a credential and would stand in command lines and logs. Give it to BuildKit by its "
                    + "environment variable.";
            }

            if (!Attributes.Contains(key))
                return $"'{key}' is an unknown attribute of a cache, which BuildKit would ignore without a message.";
            if (key == "mode" && value is not ("min" or "max"))
                return $"mode is '{value}'; BuildKit knows min and max, and would use min without a message.";
            if (key == "ref" && value.Length > 0 && !ImageReference.TryParse(value, out _, out var error)) return error;
        }

        if (fields.GroupBy(f => f.Key).FirstOrDefault(g => g.Count() > 1) is { } twice) return $"'{twice.Key}' is set twice.";

        var needed = type switch { "registry" => ["ref"], "local" => ["src", "dest"], _ => Array.Empty<string>() };
        if (needed.Length > 0 && !fields.Any(f => needed.Contains(f.Key) && f.Value.Length > 0))
        {
            return $"A cache of type {type} needs {string.Join(" or ", needed)}.";
        }

        return type == "inline" && fields.Any(f => f is ("mode", "max")) ? "An inline cache is of mode min only." : "";
    }

    /// <summary>MSBuild's way to write a name, in BuildKit's: <c>IgnoreError</c> to <c>ignore-error</c>.</summary>
    private static string KebabCase(string name)
    {
        var text = new StringBuilder(name.Length + 4);
        for (var i = 0; i < name.Length; i++)
        {
            if (char.IsUpper(name[i]) && i > 0 && char.IsLower(name[i - 1])) text.Append('-');
            text.Append(char.ToLowerInvariant(name[i]));
        }

        return text.ToString();
    }
}
