using System.Text.Json.Nodes;
using ImageSdk.Diagnostics;

namespace ImageSdk.Generation.Compose;

/// <summary>
/// The compose file of a family of images (https://github.com/compose-spec/compose-spec). Equal projects make equal text: it is
/// sorted, and has neither times nor paths of the machine.
/// </summary>
public static class ComposeDocument
{
    /// <summary>The beginning of the first line, by which a file is known to be ours.</summary>
    public const string Mark = "# Written by ImageSdk";

    private const string Head =
        $"{Mark}: `dotnet build -t:ImageCompose` writes it anew.\n# What you want to add or change belongs into "
        + "compose.override.yaml beside it.\n";

    /// <summary>The text of the file.</summary>
    /// <param name="images">The images of the family.</param>
    /// <param name="settings">What is said for all of them.</param>
    /// <param name="warnings">What to tell the user.</param>
    /// <exception cref="DiagnosticException">IMG6051, IMG6054: the projects contradict each other.</exception>
    public static string Write(IReadOnlyList<ComposeImage> images, ComposeSettings settings,
        out IReadOnlyList<Diagnostic> warnings)
    {
        var family = new ComposeFamily(images);
        var check = new ComposeCheck(family, settings);
        var downloads = ModelDownload.Of(family, check.ModelImage);
        check.Services(downloads);
        check.ThrowIfWrong();
        warnings = check.Warnings;

        var services = new SortedDictionary<string, JsonNode?>(StringComparer.Ordinal);
        foreach (var image in family.Services) services.Add(image.Service, Service(family, image, downloads));
        foreach (var download in downloads) services.Add(download.Service, download.ToJson(settings.ModelCommand));
        var volumes = new SortedSet<string>(family.Services.SelectMany(image => family.CachesOf(image))
            .Select(one => one.Cache.Volume), StringComparer.Ordinal);
        var document = new JsonObject { ["services"] = new JsonObject(services) };
        if (volumes.Count > 0)
            document["volumes"] = new JsonObject(volumes.Select(volume => KeyValuePair.Create(volume, (JsonNode?)null)));
        return Head + YamlText.Write(document);
    }

    /// <summary>
    /// What image a service runs. An image that no registry has is not asked for there, where someone else may have taken its
    /// name.
    /// </summary>
    internal static JsonObject Image(ComposeImage image)
    {
        var service = new JsonObject { ["image"] = Text(image.Reference) };
        if (image.IsLocal) service["pull_policy"] = "never";
        return service;
    }

    internal static JsonArray Sequence(IEnumerable<string> values) => [.. values.Select(value => (JsonNode?)Text(value))];

    internal static JsonObject Mapping(IEnumerable<KeyValuePair<string, string?>> values) =>
        new(values.Select(value => KeyValuePair.Create(value.Key, value.Value is null ? null : (JsonNode?)Text(value.Value))));

    private static JsonObject Service(ComposeFamily family, ComposeImage image, IReadOnlyList<ModelDownload> downloads)
    {
        var caches = family.CachesOf(image);
        var environment = caches.Where(one => !one.IsInImage).SelectMany(one => one.Cache.Environment)
            .DistinctBy(variable => variable.Key).OrderBy(variable => variable.Key, StringComparer.Ordinal).ToList();
        // The download first: to wait for less than its end would be no use.
        var volume = family.ModelsOf(image).Count > 0 ? ModelDownload.CacheOf(family, image)?.Volume : null;
        var dependencies = downloads.Where(download => download.Cache.Volume == volume)
            .Select(download => (download.Service, Condition: ComposeDependency.Completed))
            .Concat(image.Dependencies.Select(dependency => (dependency.Service, dependency.Condition))).ToList();

        var service = Image(image);
        if (environment.Count > 0)
        {
            service["environment"] =
                Mapping(environment.Select(variable => KeyValuePair.Create(variable.Key, (string?)variable.Value)));
        }

        Add(service, "expose", image.Ports.Where(port => port.Host.Length == 0).Select(port => port.Container));
        Add(service, "ports", image.Ports.Where(port => port.Host.Length > 0).Select(port => $"{port.Host}:{port.Container}"));
        Add(service, "volumes", caches.Select(one => $"{one.Cache.Volume}:{one.Cache.Path}"));
        if (dependencies.Count > 0)
        {
            service["depends_on"] = new JsonObject(dependencies.DistinctBy(one => one.Service)
                .OrderBy(one => one.Service, StringComparer.Ordinal)
                .Select(one => KeyValuePair.Create(one.Service, (JsonNode?)new JsonObject { ["condition"] = one.Condition })));
        }

        if (image.UsesGpu) service["deploy"] = Gpu();
        return service;
    }

    /// <summary>All GPUs of the machine (deploy.md, devices).</summary>
    private static JsonObject Gpu()
    {
        var device = new JsonObject { ["driver"] = "nvidia", ["count"] = "all", ["capabilities"] = new JsonArray("gpu") };
        return new JsonObject { ["resources"] =
            new JsonObject { ["reservations"] = new JsonObject { ["devices"] = new JsonArray(device) } } };
    }

    private static void Add(JsonObject service, string name, IEnumerable<string> values)
    {
        if (Sequence(values) is { Count: > 0 } sequence) service[name] = sequence;
    }

    /// <summary>A value as it is: compose takes what stands after a dollar for a variable.</summary>
    private static string Text(string value) => value.Replace("$", "$$", StringComparison.Ordinal);
}
