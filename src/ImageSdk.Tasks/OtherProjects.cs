using ImageSdk.Planning;
using Microsoft.Build.Definition;
using Microsoft.Build.Evaluation;
using Microsoft.Build.Exceptions;
using Microsoft.Build.Execution;

namespace ImageSdk.Tasks;

/// <summary>
/// The images of projects that nobody asked this build for. The projects are evaluated here, each once a build, and not by
/// MSBuild itself: MSBuild logs an error for a project that it cannot evaluate, although this build does not need that project.
/// </summary>
internal sealed class OtherProjects : IDisposable
{
    private static readonly EnumerationOptions Everywhere = new()
    {
        RecurseSubdirectories = true, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.ReparsePoint,
    };

    private readonly Lock _evaluating = new();
    private ProjectCollection? _projects;
    private readonly Dictionary<string, IReadOnlyList<OtherImage>> _known = new(StringComparer.Ordinal);
    private readonly List<string> _unreadable = [];

    /// <summary>The images of all image projects below a directory.</summary>
    /// <param name="directory">A full path.</param>
    /// <param name="properties">The global properties of this build.</param>
    public IReadOnlyList<OtherImage> Below(string directory, IReadOnlyDictionary<string, string> properties) =>
    [
        .. Directory.EnumerateFiles(directory, "*.imageproj", Everywhere).Order(StringComparer.Ordinal)
            .SelectMany(project => Of(project, properties)),
    ];

    /// <summary>
    /// The images of a project, one for each variant; none if it is not an image project or cannot be evaluated.
    /// </summary>
    /// <param name="project">The full path of the project file.</param>
    /// <param name="properties">The global properties of this build.</param>
    public IReadOnlyList<OtherImage> Of(string project, IReadOnlyDictionary<string, string> properties)
    {
        lock (_evaluating)
        {
            if (!_known.TryGetValue(project, out var images)) _known.Add(project, images = Evaluate(project, properties));
            return images;
        }
    }

    /// <summary>Whether files of the user hook a target before a target of a project.</summary>
    /// <param name="project">The full path of the project file.</param>
    /// <param name="properties">The global properties of the project.</param>
    /// <param name="target">The name of the target.</param>
    public bool HasHooksBefore(string project, IReadOnlyDictionary<string, string> properties, string target)
    {
        lock (_evaluating)
        {
            try
            {
                var evaluated = Evaluate(project, properties, properties.GetValueOrDefault(ProjectKey.InnerVariant, ""));
                var sdk = Path.GetFullPath("../..", evaluated.GetPropertyValue("_ImageTasksDirectory"));
                return evaluated.Targets.Values.Any(hook => !hook.Location.File.StartsWith(sdk, StringComparison.Ordinal)
                    && ItemReader.Split(evaluated.ExpandString(hook.BeforeTargets))
                        .Contains(target, StringComparer.OrdinalIgnoreCase));
            }
            catch (Exception e) when (e is InvalidProjectFileException or IOException or UnauthorizedAccessException)
            {
                // The build of the project reports the error.
                return true;
            }
        }
    }

    /// <summary>The full paths of the projects that could not be evaluated, each once a build.</summary>
    public IReadOnlyList<string> TakeUnreadable()
    {
        lock (_evaluating)
        {
            string[] taken = [.. _unreadable];
            _unreadable.Clear();
            return taken;
        }
    }

    /// <inheritdoc />
    public void Dispose() => _projects?.Dispose();

    private List<OtherImage> Evaluate(string project, IReadOnlyDictionary<string, string> properties)
    {
        try
        {
            var evaluated = Evaluate(project, properties, "");
            var variants = ItemReader.Split(evaluated.GetPropertyValue("ImageVariants"));
            var inner = variants.Length == 0 || evaluated.GetPropertyValue("ImageVariant").Length > 0
                ? [evaluated]
                : variants.Select(variant => Evaluate(project, properties, variant));
            return [.. inner.Where(image => image.GetPropertyValue("UsingImageSdk") == "true").Select(ImageOf)];
        }
        catch (Exception e) when (e is InvalidProjectFileException or IOException or UnauthorizedAccessException)
        {
            _unreadable.Add(project);
            return [];
        }
    }

    private ProjectInstance Evaluate(string project, IReadOnlyDictionary<string, string> properties, string variant)
    {
        var globals = properties.Where(property => property.Key != ProjectKey.InnerVariant)
            .ToDictionary(StringComparer.OrdinalIgnoreCase);
        if (variant.Length > 0) globals[ProjectKey.InnerVariant] = variant;
        return ProjectInstance.FromFile(project,
            new ProjectOptions { GlobalProperties = globals, ProjectCollection = _projects ??= new ProjectCollection() });
    }

    private static OtherImage ImageOf(ProjectInstance project) => OtherImage.Create(
        project.FullPath, project.GetPropertyValue("_ImageVariant"),
        project.GetPropertyValue("ContainerRegistry"), project.GetPropertyValue("ContainerRepository"),
        ItemReader.Split(project.GetPropertyValue("ContainerImageTags")),
        [.. project.GetItems("ImageTag").Select(tag => tag.EvaluatedInclude)]);
}
