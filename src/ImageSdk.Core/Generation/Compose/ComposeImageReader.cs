using System.Text.RegularExpressions;
using ImageSdk.Analysis.Images;
using ImageSdk.Diagnostics;
using ImageSdk.Generation.Models;
using ImageSdk.Records;

namespace ImageSdk.Generation.Compose;

/// <summary>Reads what an image project says of itself: the properties, as metadata of one item, and the items.</summary>
public sealed partial class ComposeImageReader(DeclaredItem image, IReadOnlyList<DeclaredItem> items)
{
    private readonly List<Diagnostic> _problems = [];

    /// <summary>What is wrong with the project; empty before <see cref="Read"/>.</summary>
    public IReadOnlyList<Diagnostic> Problems => _problems;

    /// <summary>The image, as far as it can be read: when there are <see cref="Problems"/>, it is not to be used.</summary>
    public ComposeImage Read()
    {
        var facts = FactsFile.TryRead(image["Facts"]) ?? new ImageFacts();
        var reference = Reference();
        return new ComposeImage
        {
            Project = image.Include,
            Name = image["Name"],
            Service = Service(),
            IsService = Flag("ImageComposeService"),
            Names = Split(image["Names"]),
            References = Split(image["References"]),
            StartsFrom = facts.Parent.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            Reference = reference.Name,
            IsLocal = reference.IsLocal,
            IsDeclared = image["ImageDeclared"] == "true",
            UsesGpu = Flag("ImageGpu") ?? (image["ImageVariant"] == "cuda" || KnownBases.HasCuda(facts.BaseImage)),
            Caches = [.. ModelCacheItems.Read(Of("ImageModelCache"), _problems).Select(one => one.Cache)],
            Models = [.. Of("ImageModel").Select(item => (Model(item)!, ItemLocations.Of(item)))
                .Where(one => one.Item1 is not null)],
            Ports = [.. Of("ContainerPort").Select(Port).OfType<ComposePort>()],
            Dependencies = [.. Of("ImageComposeDependsOn").Select(Dependency)],
        };
    }

    private (string Name, bool IsLocal) Reference()
    {
        var hasRegistry = image["Registry"].Length > 0;
        switch (image["ImageComposeImages"].ToLowerInvariant())
        {
            case "" or "tag":
                return (Split(image["Tags"]) is [var first, ..] ? first : "", !hasRegistry);
            case "digest":
                if (RecordFile.TryReadPublish(image["PublishRecord"]) is { } published) return (published.Reference, false);
                if (RecordFile.TryReadImage(image["Record"]) is { Layout: "" } built)
                    return ($"{built.Reference}@{built.Digest}", true);
                return ("", true);
            case var other:
                Wrong(Property("ImageComposeImages", other), $"ImageComposeImages is '{other}'. Use tag or digest.");
                return ("", true);
        }
    }

    private string Service()
    {
        var chosen = image["ImageComposeServiceName"];
        if (chosen.Length == 0)
        {
            return NoService().Replace(image["ImageVariant"].Length > 0
                ? $"{image["Name"]}-{image["ImageVariant"]}"
                : image["Name"], "-");
        }

        if (NoService().IsMatch(chosen))
            Wrong(Property("ImageComposeServiceName", chosen),
                $"ImageComposeServiceName is '{chosen}', which is not a valid name of a service. Use letters, digits and ._- "
                + "only.");
        return chosen;
    }

    private DeclaredModel? Model(DeclaredItem item)
    {
        if (!DeclaredModel.TryParse(item.Include, item["Revision"], out var model, out var problem))
            _problems.Add(DiagnosticDescriptors.InvalidModel.At(ItemLocations.Of(item), problem));
        return model;
    }

    private ComposePort? Port(DeclaredItem item)
    {
        if (!ComposePort.TryParse(item.Include, item["Type"], item["HostPort"], out var port, out var problem))
            Wrong(item, problem);
        return port;
    }

    private ComposeDependency Dependency(DeclaredItem item)
    {
        var until = item["Until"].ToLowerInvariant();
        if (until is not ("" or ComposeDependency.Started or ComposeDependency.Healthy or ComposeDependency.Completed))
        {
            Wrong(item, $"ImageComposeDependsOn '{item.Include}' has Until '{item["Until"]}'. "
                + $"Use {ComposeDependency.Started}, {ComposeDependency.Healthy} or {ComposeDependency.Completed}.");
        }

        return new ComposeDependency(item.Include, until.Length > 0 ? until : ComposeDependency.Started, ItemLocations.Of(item));
    }

    private bool? Flag(string property)
    {
        if (image[property].Length == 0) return null;
        if (bool.TryParse(image[property], out var value)) return value;

        Wrong(Property(property, image[property]), $"{property} is '{image[property]}'. Use true or false.");
        return null;
    }

    private IEnumerable<DeclaredItem> Of(string type) => items.Where(item => item.Type == type);

    private DeclaredItem Property(string name, string value) => new(name, value, image.Include) { IsProperty = true };

    private void Wrong(DeclaredItem item, string message) =>
        _problems.Add(DiagnosticDescriptors.InvalidService.At(ItemLocations.Of(item), message));

    private static string[] Split(string list) =>
        list.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>What the name of a service may not have (compose-spec.json, services).</summary>
    [GeneratedRegex("[^A-Za-z0-9._-]")]
    private static partial Regex NoService();
}
