using ImageSdk.Diagnostics;
using ImageSdk.Generation.Models;

namespace ImageSdk.Generation;

/// <summary>What the sections of a Dockerfile share while it is written.</summary>
internal sealed class GenerationContext
{
    private readonly List<Diagnostic> _problems = [];
    private readonly List<Diagnostic> _unwritable = [];

    public GenerationContext(ImageDeclaration declaration, ImageBase @base, DeclaredFiles files)
    {
        (Declaration, Base, Files) = (declaration, @base, files);
        Dockerfile = new DockerfileWriter((item, message) =>
            _unwritable.Add(DiagnosticDescriptors.DeclarationInvalid.At(ItemLocations.Of(item), message)));
        ModelCaches = ModelCacheItems.Read(declaration.Of("ImageModelCache"), _problems);
    }

    /// <summary>What the project says.</summary>
    public ImageDeclaration Declaration { get; }

    /// <summary>What the image starts from.</summary>
    public ImageBase Base { get; }

    /// <summary>The files that the image takes from the build context.</summary>
    public DeclaredFiles Files { get; }

    /// <summary>The folders for models, with their items.</summary>
    public IReadOnlyList<(ModelCache Cache, DeclaredItem Item)> ModelCaches { get; }

    /// <summary>The Dockerfile.</summary>
    public DockerfileWriter Dockerfile { get; }

    /// <summary>
    /// What is wrong with the declaration. Why an instruction cannot be written is told only where no section has said more about
    /// it.
    /// </summary>
    public IReadOnlyList<Diagnostic> Problems => _problems.Count > 0 ? _problems : _unwritable;

    /// <summary>The items of a type.</summary>
    public IReadOnlyList<DeclaredItem> Of(string type) => [.. Declaration.Of(type)];

    /// <summary>A property's value; empty when it is not set.</summary>
    public string this[string property] => Declaration.Property(property).Include;

    /// <summary>Whether a property is <c>true</c>; anything but true, false and nothing is wrong.</summary>
    public bool IsTrue(string property, bool otherwise = false)
    {
        var item = Declaration.Property(property);
        switch (item.Include.ToLowerInvariant())
        {
            case "": return otherwise;
            case "true": return true;
            case "false": return false;
            default:
                Wrong(item, $"{property} is '{item.Include}'. Use true or false.");
                return otherwise;
        }
    }

    /// <summary>A file as a comment names it, without directories of this machine: relative to the build context.</summary>
    public string NameOf(DeclaredItem file) => Path.IsPathRooted(file.Include) ? Files.Relative(file.Path) : file.Include;

    /// <summary>
    /// Whether BuildKit reads a text as it is in <c>RUN --mount</c>, where blanks, quotes and backslashes mean something.
    /// </summary>
    public static bool FitsMount(string text) =>
        !text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || "\"'\\`".Contains(c));

    /// <summary>Checks the path of a file that is mounted into a RUN.</summary>
    public void CheckMounted(DeclaredItem item, string path)
    {
        var relative = Files.Relative(path);
        if (!FitsMount(relative) || relative.AsSpan().ContainsAny(",$;"))
            Wrong(item, $"The path {relative} has a space or a sign that a mount cannot have. Rename the file.");
    }

    /// <summary>Checks the identifier of a secret that is mounted into a RUN.</summary>
    public void CheckSecret(DeclaredItem item, string id)
    {
        if (!FitsMount(id) || id.AsSpan().ContainsAny(",$"))
            Wrong(item, $"{item} needs the secret '{id}', which a mount cannot name. Use letters, digits and ._- in the Include "
                + "of the ImageSecret.");
    }

    /// <summary>Notes that an item cannot be used (IMG6001).</summary>
    public void Wrong(DeclaredItem item, string message) => Wrong(DiagnosticDescriptors.DeclarationInvalid, item, message);

    /// <summary>Notes that something is wrong with an item.</summary>
    public void Wrong(DiagnosticDescriptor descriptor, DeclaredItem item, string message) =>
        _problems.Add(descriptor.At(ItemLocations.Of(item), message));
}
