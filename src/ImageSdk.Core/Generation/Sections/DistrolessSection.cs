using ImageSdk.Diagnostics;
using ImageSdk.References;

namespace ImageSdk.Generation.Sections;

/// <summary>
/// An image with Python and what the program needs, and without a shell, apt and pip. All is installed in a stage as ever; there
/// Python lays out what is copied.
/// </summary>
internal sealed class DistrolessSection
{
    private const string Paths = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
    private static readonly string[] Shells = ["sh", "bash", "ash", "dash"];
    private readonly GenerationContext _context;
    private readonly DeclaredItem _property;
    private readonly string _base;

    /// <summary>Reads and checks the property.</summary>
    public DistrolessSection(GenerationContext context)
    {
        _context = context;
        _property = context.Declaration.Property("ImageDistroless");
        IsUsed = _property.Include.Length > 0 && !_property.Include.Equals("false", StringComparison.OrdinalIgnoreCase);
        var parent = context.Declaration.Parents.FirstOrDefault(parent =>
            parent.Name.Equals(_property.Include, StringComparison.OrdinalIgnoreCase));
        _base = !IsUsed || _property.Include.Equals("true", StringComparison.OrdinalIgnoreCase)
            ? ""
            : parent?.Name.ToLowerInvariant() ?? _property.Include;
        if (IsUsed) Check(parent is not null);
    }

    /// <summary>Whether the image is one.</summary>
    public bool IsUsed { get; }

    /// <summary>Writes the last instructions of the stage in which all is installed.</summary>
    public void WriteLayout(UserSection user, AptSection apt)
    {
        var directories = _context.Of("ImageDirectory");
        var paths = _context.Of("ImageBinary").Select(BinarySection.TargetOf)
            .Concat(directories.Select(directory => ImageTarget.Normalize(directory.Include)));
        var owners = directories.Concat(_context.Of("ImageContent")).SelectMany(item => user.OwnerOf(item["Owner"]).Split(':'))
            .Where(name => name.Length > 0);
        var packages = apt.Packages.Where(package => !ImageBase.IsPython(package));
        var script = $"""
            PATHS = {ExecForm.Write(paths.Distinct())}
            APT_PACKAGES = {ExecForm.Write(packages.Distinct())}
            USERS = {ExecForm.Write(owners.Prepend(user.Id).Distinct())}
            ON_BASE = {(_base.Length > 0 ? "True" : "False")}

            {ReadScript()}
            """;
        var mount = _base.Length > 0 ? $"--mount=type=bind,from={_base},target=/run/distroless " : "";
        _context.Dockerfile.Block("ImageDistroless: what the image takes from this stage.",
            $"RUN {mount}python3 -B - {HereDocument.Write("EOF", "", script)}", _property);
    }

    /// <summary>Writes the beginning of the image.</summary>
    /// <param name="stage">The stage in which all is installed.</param>
    /// <param name="python">Whose variables are said once more, since nothing is inherited from that stage.</param>
    public void WriteImage(string stage, PythonSection python)
    {
        _context.Dockerfile.Block("The image.", $"FROM {(_base.Length > 0 ? _base : "scratch")}", _property);
        _context.Dockerfile.Block(
            "The packages have a layer of their own: they change more often than Python and the libraries.",
            [$"COPY --from={stage} /rootfs/system/ /", $"COPY --from={stage} /rootfs/packages/ /"], _property);

        var known = _context.Base.Facts.Environment;
        var folder = python.VirtualEnvironment.Length > 0 ? python.VirtualEnvironment + "/bin:" : "";
        List<string> variables = [$"PATH={DockerfileWord.Quote(known.GetValueOrDefault("PATH", folder + Paths))}"];
        if (!known.ContainsKey("LANG")) variables.Add("LANG=C.UTF-8");
        if (python.VirtualEnvironment.Length > 0 && !known.ContainsKey("VIRTUAL_ENV"))
            variables.Add($"VIRTUAL_ENV={DockerfileWord.Quote(python.VirtualEnvironment)}");
        // There is no pip that would read its own.
        variables.AddRange(known.Where(variable =>
            variable.Key != "PATH" && !variable.Key.StartsWith("PIP_", StringComparison.Ordinal))
                .Select(variable => $"{variable.Key}={DockerfileWord.Quote(variable.Value)}"));
        variables.AddRange(python.Variables.Where(variable => !variable.StartsWith("PIP_", StringComparison.Ordinal)));
        _context.Dockerfile.Block("Variables of the stages are not inherited.", "ENV " + string.Join(" \\\n    ", variables),
            _property);
    }

    /// <summary>Writes the files of the image where they went through the stage, since commands ran on them.</summary>
    public void WriteContent(string stage, IReadOnlyList<ContentGroup> groups)
    {
        foreach (var group in groups.Where(group => ContentSection.FolderOf(group) == "/"))
            _context.Wrong(DiagnosticDescriptors.DeclarationContradicts, group.Items[0],
                $"{group.Items[0].Include} goes to /, and commands run on the files of a distroless image before their folders "
                + "are copied. Give it a TargetPath below /.");
        var folders = groups.Select(ContentSection.FolderOf).Distinct().ToList();
        folders.RemoveAll(folder => folders.Any(other => folder.StartsWith(other + "/", StringComparison.Ordinal)));
        if (folders.Count > 0)
        {
            _context.Dockerfile.Block("The files, with what commands made of them.",
                [.. folders.Select(folder => $"COPY --from={stage} {DockerfileWord.Copy([folder + "/"], folder + "/")}")],
                [.. groups.Select(group => group.Items[0])]);
        }
    }

    private void Check(bool isProject)
    {
        if (_base.Length > 0 && !isProject
            && (!ImageRequest.TryParse(_base, out var request, out _) || request.Range is not null))
            _context.Wrong(_property,
                $"ImageDistroless is '{_base}'. Use true, the name of an image such as gcr.io/distroless/base-debian12:nonroot, "
                + "or a referenced project.");
        if (!_context.Base.HasPython && !_context.Base.HasDistributionPython
            && !_context.Of("AptPackage").Any(package => ImageBase.IsPython(package.Include)))
        {
            _context.Wrong(DiagnosticDescriptors.BaseWithoutPython, _property,
                $"{_context.Base.Outside} has no Python, and a distroless image is Python with a program. Add <AptPackage "
                + "Include=\"python3\" />, or start from an image such as python:3.13-slim.");
        }

        foreach (var words in (string[])["ContainerEntrypoint", "ImageHealthcheck"])
        {
            if (_context.Of(words) is [var first, ..] && Shells.Contains(first.Include[(first.Include.LastIndexOf('/') + 1)..]))
                _context.Wrong(DiagnosticDescriptors.DeclarationContradicts, first,
                    $"{words} starts with {first.Include}, and a distroless image has no shell. Name the program itself, such "
                    + "as python.");
        }

        if (_context.Of("ContainerEntrypoint").Count == 0 && _context.Base.Facts.Entrypoint is ["/bin/sh", ..])
            _context.Wrong(DiagnosticDescriptors.DeclarationContradicts, _property,
                "The entrypoint of the parent needs a shell, and a distroless image has none. Write it with "
                + "ContainerEntrypoint.");
    }

    private static string ReadScript()
    {
        using var reader = new StreamReader(typeof(DistrolessSection).Assembly.GetManifestResourceStream("lay-out.py")!);
        return reader.ReadToEnd().TrimEnd().ReplaceLineEndings("\n");
    }
}
