using ImageSdk.References;

namespace ImageSdk.Planning;

/// <summary>Which projects build a repository, whatever tags they give it.</summary>
internal static class RepositoryBuilders
{
    /// <summary>The projects, each with its names in that repository. A full tag comes before shorter names.</summary>
    /// <param name="repository">Registry and path: <c>docker.io/library/python</c>.</param>
    /// <param name="images">The images of projects; of a project with variants several.</param>
    public static IReadOnlyList<(string ProjectFile, IReadOnlyList<string> Names)> Of(
        string repository, IReadOnlyList<(string ProjectFile, IReadOnlyList<string> Names)> images) =>
    [
        .. from image in images
           group image.Names by image.ProjectFile into project
           let names = project.SelectMany(all => all).Where(name => IsIn(repository, name))
               .DistinctBy(KnownNames.Familiar).ToList()
           where names.Count > 0
           select (project.Key, (IReadOnlyList<string>)names),
    ];

    private static bool IsIn(string repository, string name) =>
        ImageReference.TryParse(name, out var reference, out _) && reference.Repository == repository;
}
