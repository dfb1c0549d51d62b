using ImageSdk.Analysis.Requirements;
using ImageSdk.Dockerfiles;

namespace ImageSdk.Analysis.Images;

/// <summary>The <c>requirements.txt</c> in the folder of a Dockerfile, where nothing uses it.</summary>
internal static class RequirementsBeside
{
    /// <summary>The file; null where there is none, or where it may be used.</summary>
    public static RequirementFile? FindUnused(AnalyzedImage image)
    {
        const string Name = "requirements.txt";
        // One of several Dockerfiles may be for something else.
        if (Path.GetFileName(image.Input.Dockerfile) != "Dockerfile" || image.PipInstalls.Count == 0 || image.PipInstalls.Any(install => !install.Files.IsComplete))
            return null;
        var path = Path.Combine(Path.GetDirectoryName(image.Input.Dockerfile)!, Name);
        var inContext = Path.GetRelativePath(image.Input.ContextDirectory, path).Replace('\\', '/');
        if (inContext.StartsWith("..", StringComparison.Ordinal) || image.Dockerfile.Instructions.Any(instruction => instruction.Text.Contains(Name, StringComparison.Ordinal))
            || image.OfFile.SelectMany(other => other.Inputs.ContextReads).Any(read => read.ContextName is not null || MayReach(read.Source, inContext)))
        {
            return null;
        }

        return image.Input.Files.Find(path) is { } text ? RequirementFile.Parse(new SourceText(text, path)) : null;
    }

    private static bool MayReach(string source, string path)
    {
        source = source.Trim('/');
        return source is "" or "." || source.IndexOfAny(['*', '?', '[']) >= 0 || ImagePath.Below(path, source.StartsWith("./", StringComparison.Ordinal) ? source[2..] : source) is not null;
    }
}
