using System.Text;
using ImageSdk.Analysis.Images;
using ImageSdk.Diagnostics;
using ImageSdk.Generation.Sections;
using ImageSdk.References;

namespace ImageSdk.Generation;

/// <summary>
/// Writes the Dockerfile of a declared image. The order is that of change: what is stable comes first, code last, so that an edit
/// runs as little as possible again. The same declaration always makes the same text.
/// </summary>
public static class DockerfileGenerator
{
    /// <summary>The build argument that takes the tag of a base image that is given as a range of tags.</summary>
    public const string BaseArgument = "BASE_IMAGE";

    /// <summary>Writes it.</summary>
    /// <param name="declaration">What the project says.</param>
    /// <exception cref="DiagnosticException">
    /// All that is wrong, at the item: IMG6001 a value, IMG6002 a contradiction, IMG6003 a file, IMG6004 the base, IMG6005 no
    /// Python, IMG6006 a file outside of the context, IMG6044 a lock of requirements.
    /// </exception>
    public static GeneratedDockerfile Generate(ImageDeclaration declaration) => Write(declaration, null);

    /// <summary>
    /// Writes the Dockerfile that asks what the requirement files stand for, where the image, or its wheels, would install them.
    /// Its result is no image but the answer.
    /// </summary>
    /// <param name="declaration">What the project says.</param>
    /// <param name="resolution">What to ask.</param>
    /// <exception cref="DiagnosticException">As of <see cref="Generate"/>.</exception>
    internal static GeneratedDockerfile GenerateResolution(ImageDeclaration declaration, ResolutionSection resolution) =>
        Write(declaration, resolution);

    private static GeneratedDockerfile Write(ImageDeclaration declaration, ResolutionSection? resolution)
    {
        var problems = new List<Diagnostic>();
        CheckCharacters(declaration);
        var @base = FindBase(declaration, problems);
        var tiers = RequirementTier.ReadAll(declaration, problems, usesLocks: resolution is null);
        var content = resolution is null ? ContentGroup.ReadAll(declaration, problems) : [];
        var keys = declaration.Of("AptSource").Where(source => source["Key"].Length > 0).Select(source => source.Path);
        var files = new DeclaredFiles(declaration,
            [.. tiers.SelectMany(tier => tier.Files), .. content.SelectMany(group => group.Files), .. keys],
            content.Where(group => group.IsWholeFolder).Select(group => group.Folder));

        var context = new GenerationContext(declaration, @base, files);
        var python = new PythonSection(context, tiers);
        var apt = new AptSection(context, python.AptPackages);
        var runs = new RunSection(context);
        var user = new UserSection(context);
        var distroless = new DistrolessSection(context);
        var (runtime, wheels, installed) =
            (StageName(declaration, "runtime"), StageName(declaration, "wheels"), StageName(declaration, "installed"));

        context.Dockerfile.Head($"Written by ImageSdk from {Path.GetFileName(declaration.ProjectFile)}.");
        // Only a build argument can name a range of tags: the build gives it the tag that is locked.
        var isRange = !@base.IsProject && ImageRequest.TryParse(@base.Name, out var request, out _) && request.Range is not null;
        if (isRange)
        {
            context.Dockerfile.Block("The tag that images.lock.json has for this range comes as a build argument.",
                $"ARG {BaseArgument}={@base.Name}", @base.Origin);
        }

        var alias = distroless.IsUsed ? $" AS {installed}" : "";
        var from = isRange ? $"FROM ${{{BaseArgument}}}" : $"FROM {@base.Name}";
        if (python.UsesWheelhouse || resolution is not null)
        {
            context.Dockerfile.Block("What the image and its wheels have in common.", $"{from} AS {runtime}", @base.Origin);
            from = $"FROM {runtime}";
        }
        else
        {
            context.Dockerfile.Block("", from + alias, @base.Origin);
        }

        // Files are root's whoever the user is. Stages start from what others ran, so there it is said at once.
        if (!@base.IsRoot) context.Dockerfile.BeforeRun = ("USER root", @base.Origin);
        if (!@base.IsRoot && (python.UsesWheelhouse || distroless.IsUsed)) context.Dockerfile.RunsFromHere();
        apt.Write();
        python.WriteEnvironment();
        if (python.UsesWheelhouse)
        {
            context.Dockerfile.Block(
                "Wheels are built in a stage that is thrown away: neither they nor a compiler reach the image.",
                $"{from} AS {wheels}", python.WheelhouseOrigin);
            apt.WriteBuildPackages();
            if (resolution is null)
            {
                python.WriteWheels();
                context.Dockerfile.Block(distroless.IsUsed ? "All that the image takes something of." : "The image.",
                    from + alias, @base.Origin);
            }
        }

        if (resolution is null || !python.UsesWheelhouse)
        {
            BinarySection.Write(context);
            runs.Write(RunSection.AfterPackages);
        }

        if (resolution is null) WriteImage();
        else resolution.Write(context, python, python.UsesWheelhouse ? wheels : runtime);

        problems.AddRange(context.Problems.Distinct());
        if (problems.Count > 0) throw new DiagnosticException(problems);

        return new GeneratedDockerfile(context.Dockerfile.Text, files.WriteIgnoreFile(), files.ContextDirectory,
            context.Dockerfile.Blocks);

        void WriteImage()
        {
            user.WriteAccount(content.SelectMany(group => group.NeededFolders));
            python.WriteInstalls(wheels);
            runs.Write(RunSection.AfterRequirements);
            // Commands need a shell, and compiling needs Python's own compiler: both run where all is installed.
            var stagesContent = !distroless.IsUsed || runs.Has(RunSection.AfterContent)
                || ContentSection.Compiles(context, content);
            if (distroless.IsUsed) distroless.WriteLayout(user, apt);
            if (stagesContent)
            {
                RuntimeSection.WriteVariables(context);
                ContentSection.Write(context, content, user);
                runs.Write(RunSection.AfterContent);
            }

            if (distroless.IsUsed)
            {
                distroless.WriteImage(installed, python);
                RuntimeSection.WriteVariables(context);
                if (stagesContent) distroless.WriteContent(installed, content);
                else ContentSection.Write(context, content, user);
            }

            RuntimeSection.Write(context, user, apt.HasInit, startsAnew: distroless.IsUsed);
            apt.CheckUse(python.UsesWheelhouse);
        }
    }

    /// <summary>Checks that each value has a form in UTF-8, and no character that a process cannot be given.</summary>
    private static void CheckCharacters(ImageDeclaration declaration)
    {
        var wrong = declaration.Items.Concat(declaration.Properties.Keys.Select(declaration.Property))
            .Where(item => !item.Metadata.Values.Prepend(item.Include).All(IsText)).ToList();
        if (wrong.Count > 0)
            throw new DiagnosticException([.. wrong.Select(item =>
                DiagnosticDescriptors.DeclarationInvalid.At(ItemLocations.Of(item),
                    $"{item.Type} has a NUL character or half of a surrogate pair, which no image can hold. Remove it."))]);

        static bool IsText(string value) => !value.Contains('\0')
            && (value.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') < 0
                || Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(value)) == value);
    }

    private static ImageBase FindBase(ImageDeclaration declaration, List<Diagnostic> problems)
    {
        var property = declaration.Property("ContainerBaseImage");
        var sources = declaration.Of("ImageBinary").Append(declaration.Property("ImageDistroless"))
            .Select(source => source.Include).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var parents = declaration.Parents.Where(parent => !sources.Contains(parent.Name)).ToList();
        if (property.Include.Length > 0 && property.Include != "scratch"
            && !ImageRequest.TryParse(property.Include, out _, out var error))
            problems.Add(DiagnosticDescriptors.DeclarationInvalid.At(ItemLocations.Of(property),
                $"ContainerBaseImage is '{property.Include}': {error}"));
        if (property.Include.Length > 0 && parents.Count == 0)
            return new ImageBase(property.Include, new ImageFacts { BaseImage = property.Include }, property);
        if (parents is [var parent] && property.Include.Length == 0)
        {
            var origin = new DeclaredItem("ProjectReference", parent.Name, declaration.ProjectFile);
            if (parent.IsDistroless)
            {
                problems.Add(DiagnosticDescriptors.DeclarationContradicts.At(ItemLocations.Of(origin),
                    $"{parent.Name} is distroless: it has no shell that could install anything on top of it. Reference the "
                    + $"image that {parent.Name} starts from, or remove its ImageDistroless."));
            }

            return new ImageBase(parent.Name.ToLowerInvariant(), parent.Facts, origin) { IsProject = true };
        }

        var message = (property.Include.Length, parents.Count) switch
        {
            (0, 0) =>
                "Nothing says what the image starts from. Write a Dockerfile, set ContainerBaseImage, or reference the image "
                + "project that it is based on.",
            (0, _) =>
                $"Several image projects are referenced ({string.Join(", ", parents.Select(p => p.Name))}), and an image starts "
                + "from one. "
                + "Reference that one; of others, take files with ImageBinary.",
            _ =>
                $"ContainerBaseImage is {property.Include}, and {parents[0].Name} is referenced: an image starts from one of "
                + "them. Remove the other.",
        };
        var location = property.Include.Length > 0 ? ItemLocations.Of(property)
            : parents.Count > 0 ? ItemLocations.Of(new DeclaredItem("ProjectReference", parents[1].Name,
                declaration.ProjectFile)) : new SourceLocation(declaration.ProjectFile);
        var descriptor = property.Include.Length > 0 || parents.Count > 0 ? DiagnosticDescriptors.DeclarationContradicts
            : declaration.Items.Count > 0 ? DiagnosticDescriptors.BaseMissing : DiagnosticDescriptors.DockerfileMissing;
        problems.Add(descriptor.At(location, message));
        return new ImageBase("scratch", new ImageFacts { BaseImage = "scratch" }, property);
    }

    /// <summary>A name that is no referenced project's, whose image would be taken instead of the stage.</summary>
    private static string StageName(ImageDeclaration declaration, string name) =>
        declaration.Parents.Any(parent => parent.ImageNames.Contains(name, StringComparer.OrdinalIgnoreCase))
        ? $"{name}-stage"
        : name;
}
