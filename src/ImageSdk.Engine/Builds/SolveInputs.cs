using ImageSdk.Planning;
using ImageSdk.Storage;

namespace ImageSdk.Engine.Builds;

/// <summary>
/// Copies of the files that buildx reads besides the contexts, so that BuildKit gets the texts that the plan was made of. The
/// copy of the Dockerfile has an ignore file of its own beside it, which also keeps out what ImageSdk writes into the context.
/// </summary>
internal sealed class SolveInputs : IDisposable
{
    private readonly ScratchDirectory _scratch = ScratchDirectory.Create();

    private SolveInputs()
    {
    }

    /// <summary>The Dockerfile.</summary>
    public string Dockerfile { get; private set; } = "";

    /// <summary>The source policy, or null for none.</summary>
    public string? SourcePolicyFile { get; private set; }

    /// <summary>The first of these files that has another text than the plan was made of; or null.</summary>
    public string? ChangedFile { get; private set; }

    /// <summary>Copies the files.</summary>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    /// <exception cref="UnauthorizedAccessException">A file cannot be read or written.</exception>
    public static SolveInputs Copy(ImageDefinition definition, ImagePlan plan)
    {
        var inputs = new SolveInputs();
        try
        {
            inputs.Dockerfile = inputs.Copy(definition.Dockerfile, "dockerfile", plan.Dockerfile);
            var outputs = Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(definition.IntermediateDirectory));
            if (plan.Context.Snapshot?.GetIgnoreText(outputs!) is { } ignore)
            {
                File.WriteAllText(inputs.Dockerfile + ".dockerignore", ignore);
            }

            if (definition.SourcePolicyFile is { } policy)
                inputs.SourcePolicyFile = inputs.Copy(policy, "policy", plan.SourcePolicy);
            return inputs;
        }
        catch
        {
            inputs.Dispose();
            throw;
        }
    }

    /// <inheritdoc />
    public void Dispose() => _scratch.Dispose();

    /// <summary>
    /// With the time of now: BuildKit is sent only what differs in size, time or permissions from what it has, and a program may
    /// have set the file's own time back.
    /// </summary>
    private string Copy(string file, string directory, string plannedHash)
    {
        // In a directory of its own, so that no file name of the user's can be that of another file.
        var place = Directory.CreateDirectory(Path.Combine(_scratch.FullPath, directory)).FullName;
        var copy = Path.Combine(place, Path.GetFileName(file));
        File.WriteAllBytes(copy, TextFile.ReadBytes(file));
        if (ImagePlan.HashOf(TextFile.Read(copy)) != plannedHash) ChangedFile ??= file;
        return copy;
    }
}
