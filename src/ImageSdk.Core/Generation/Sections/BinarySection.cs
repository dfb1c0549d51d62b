using ImageSdk.References;

namespace ImageSdk.Generation.Sections;

/// <summary>Single files of other images, such as a static ffmpeg.</summary>
internal static class BinarySection
{
    public static void Write(GenerationContext context)
    {
        foreach (var binary in context.Of("ImageBinary"))
        {
            var parent = context.Declaration.Parents.FirstOrDefault(parent =>
                parent.Name.Equals(binary.Include, StringComparison.OrdinalIgnoreCase));
            var from = parent is null ? binary.Include : parent.Name.ToLowerInvariant();
            if (parent is null && !ImageRequest.TryParse(binary.Include, out _, out var error))
                context.Wrong(binary, $"'{binary.Include}' is neither a referenced project nor an image: {error}");
            var (source, target) = (binary["Source"], TargetOf(binary));
            if (source.Length == 0 || ImageTarget.Problem(source).Length > 0)
            {
                context.Wrong(binary, $"Source of {binary} is "
                    + (source.Length == 0 ? "not set. Write the path of the file in that image." : ImageTarget.Problem(source)));
            }

            if (ImageTarget.Problem(target) is { Length: > 0 } problem)
                context.Wrong(binary, $"TargetPath of {binary} is {problem}");
            context.Dockerfile.Block($"ImageBinary: {binary.Include}",
                $"COPY --from={from} {DockerfileWord.Copy([source], target)}", binary);
        }
    }

    /// <summary>The path that a file gets.</summary>
    public static string TargetOf(DeclaredItem binary)
    {
        var (target, name) = (binary["TargetPath"], binary["Source"][(binary["Source"].LastIndexOf('/') + 1)..]);
        return target.Length == 0 ? "/usr/local/bin/" + name : target.EndsWith('/') ? target + name : target;
    }
}
