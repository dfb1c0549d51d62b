using ImageSdk.Diagnostics;

namespace ImageSdk.Generation.Compose;

/// <summary>What can be wrong between the images of a family.</summary>
internal sealed class ComposeCheck
{
    private readonly ComposeFamily _family;
    private readonly List<Diagnostic> _problems = [];

    public ComposeCheck(ComposeFamily family, ComposeSettings settings)
    {
        _family = family;
        ModelImage = family.Images.FirstOrDefault(image => settings.ModelService.Length > 0 && Is(image, settings.ModelService));
        if (settings.ModelService.Length > 0 && ModelImage is null)
            Wrong(SourceLocation.None,
                $"ImageComposeModelService is '{settings.ModelService}', and no image project has that name. "
                + $"{Known(family.Images)}");
        Models();
    }

    /// <summary>The image that the user has chosen for downloads; null for none.</summary>
    public ComposeImage? ModelImage { get; }

    /// <summary>What the user is told, although the file is written.</summary>
    public IReadOnlyList<Diagnostic> Warnings =>
        [.. _problems.Where(problem => problem.Descriptor.Severity != DiagnosticSeverity.Error)];

    /// <summary>Every service has an image and a name of its own, and what is waited for is there.</summary>
    public void Services(IReadOnlyList<ModelDownload> downloads)
    {
        foreach (var image in _family.Services.Concat(downloads.Select(download => download.Image)).Distinct()
            .Where(image => image.Reference.Length == 0))
        {
            _problems.Add(DiagnosticDescriptors.ComposeNotBuilt.At(new SourceLocation(image.Project),
                $"ImageComposeImages is 'digest', and no digest of {image.Name} is known: in this configuration it was neither "
                + "published nor built in the engine. "
                + "Run `dotnet publish` before, and name the same configuration here (-c Release), or let ImageComposeImages be "
                + "tag."));
        }

        foreach (var name in _family.Services.GroupBy(image => image.Service)
            .Where(name => name.Count() > 1 || downloads.Any(download => download.Service == name.Key)))
        {
            var others = name.Count() > 1 ? string.Join(" and ", name.Select(image => image.Project)) : "the download of models";
            foreach (var image in name)
            {
                Wrong(new SourceLocation(image.Project),
                    $"The service '{name.Key}' is there twice, for {others}. Give one of them another name: "
                    + "<ImageComposeServiceName>…</ImageComposeServiceName>, or leave it out with ImageComposeService false.");
            }
        }

        var known = _family.Services.Select(image => image.Service).Concat(downloads.Select(download => download.Service))
            .ToHashSet(StringComparer.Ordinal);
        foreach (var dependency in _family.Services.SelectMany(image => image.Dependencies)
            .Where(dependency => !known.Contains(dependency.Service)))
        {
            Wrong(dependency.Location, _family.Images.Any(image => image.Service == dependency.Service)
                ? $"ImageComposeDependsOn '{dependency.Service}': that image is not a service, because other images are based "
                + "on it or its project says so. Set ImageComposeService to true in its project, or wait for another."
                : $"ImageComposeDependsOn '{dependency.Service}': no service has that name. {Known(_family.Services)} For an "
                + "image of the solution, compose the solution. To wait for a service that only compose.override.yaml has, "
                + "write depends_on there.");
        }
    }

    /// <exception cref="DiagnosticException">Something is wrong.</exception>
    public void ThrowIfWrong()
    {
        if (_problems.Any(problem => problem.Descriptor.Severity == DiagnosticSeverity.Error))
            throw new DiagnosticException([.. _problems]);
    }

    private void Models()
    {
        foreach (var service in _family.Services.Where(service => ModelDownload.CacheOf(_family, service) is null))
        {
            foreach (var (model, location) in _family.ModelsOf(service))
            {
                _problems.Add(DiagnosticDescriptors.InvalidModel.At(location,
                    $"ImageModel '{model.Name}' has no place to go to: {service.Name} has no cache of Hugging Face's libraries. "
                    + "Add <ImageModelCache Include=\"huggingface\" />."));
            }
        }

        foreach (var (model, location) in _family.Services.SelectMany(_family.ModelsOf).Where(one => !one.Model.IsRepeatable)
            .Distinct())
        {
            _problems.Add(DiagnosticDescriptors.ModelNotPinned.At(location,
                $"ImageModel '{model.Name}' has no revision, so every download may get other files. Write the commit: "
                + "Revision=\"…\", and have the program ask for the same."));
        }
    }

    private static bool Is(ComposeImage image, string name) => name == image.Service || name == image.Name;

    private static string Known(IEnumerable<ComposeImage> images) =>
        $"There are {string.Join(", ", images.Select(image => image.Service).Order(StringComparer.Ordinal))}.";

    private void Wrong(SourceLocation location, string message) =>
        _problems.Add(DiagnosticDescriptors.InvalidService.At(location, message));
}
