using System.Text.Json.Nodes;
using ImageSdk.Generation.Models;

namespace ImageSdk.Generation.Compose;

/// <summary>A service that downloads models to a volume and ends; the services that use them wait for it.</summary>
/// <param name="Service">Its name.</param>
/// <param name="Image">The image that has the program which downloads.</param>
/// <param name="Cache">Where the volume is in that image.</param>
/// <param name="Models">The models, sorted.</param>
internal sealed record ModelDownload(string Service, ComposeImage Image, ModelCache Cache, IReadOnlyList<DeclaredModel> Models)
{
    /// <summary>
    /// Gets the models by the library, since the name of its command has changed (<c>huggingface-cli</c>, <c>hf</c>). Its
    /// arguments are the models.
    /// </summary>
    private static readonly string[] Command =
    [
        "python3", "-c",
        "import sys; from huggingface_hub import snapshot_download as get; "
        + "[get(name, revision=revision or None) for name, _, revision in "
        + "(model.partition('@') for model in sys.argv[1:])]",
    ];

    /// <summary>
    /// What the shell that calls compose passes on: who may download, and from where. Only the names are in the file.
    /// </summary>
    private static readonly string[] PassedOn = ["HF_ENDPOINT", "HF_TOKEN"];

    /// <summary>The service in the words of the Compose specification.</summary>
    /// <param name="command">The program with its first arguments; empty for Python's library.</param>
    public JsonObject ToJson(IReadOnlyList<string> command)
    {
        var environment = new SortedDictionary<string, string?>(PassedOn.ToDictionary(name => name, _ => (string?)null),
            StringComparer.Ordinal);
        foreach (var (name, value) in Cache.Environment) environment[name] = value;
        var service = ComposeDocument.Image(Image);
        service["entrypoint"] = ComposeDocument.Sequence(command.Count > 0 ? command : Command);
        service["command"] = ComposeDocument.Sequence(Models.Select(model => model.ToString()));
        service["environment"] = ComposeDocument.Mapping(environment);
        service["volumes"] = ComposeDocument.Sequence([$"{Cache.Volume}:{Cache.Path}"]);
        return service;
    }

    /// <summary>A download for each volume that services with models have.</summary>
    /// <param name="family">The images.</param>
    /// <param name="image">The image that the user has chosen; null for the first service that uses the models.</param>
    public static IReadOnlyList<ModelDownload> Of(ComposeFamily family, ComposeImage? image)
    {
        var volumes = family.Services
            .Select(service =>
                (Service: service, Cache: CacheOf(family, service),
                    Models: family.ModelsOf(service).Select(model => model.Model)))
            .Where(one => one.Cache is not null && one.Models.Any()).GroupBy(one => one.Cache!.Volume)
            .OrderBy(volume => volume.Key, StringComparer.Ordinal).ToList();
        return
        [
            .. volumes.Select(volume =>
            {
                var first = volume.First();
                var own = image is null ? null : CacheOf(family, image);
                return new ModelDownload(
                    volumes.Count == 1
                        ? "models"
                        : volume.Key, image ?? first.Service, own?.Volume == volume.Key
                        ? own
                        : first.Cache!,
                    [.. volume.SelectMany(one => one.Models).Distinct()
                        .OrderBy(model => model.ToString(), StringComparer.Ordinal)]);
            }),
        ];
    }

    /// <summary>Where Hugging Face's libraries of an image download to; null when that is no declared cache.</summary>
    public static ModelCache? CacheOf(ComposeFamily family, ComposeImage image) =>
        family.CachesOf(image).Select(one => one.Cache).FirstOrDefault(cache => cache.IsOfHuggingFace);
}
