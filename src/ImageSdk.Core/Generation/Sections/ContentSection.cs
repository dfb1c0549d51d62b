using ImageSdk.Diagnostics;

namespace ImageSdk.Generation.Sections;

/// <summary>The image's own files, last, since they change most often.</summary>
internal static class ContentSection
{
    public static void Write(GenerationContext context, IReadOnlyList<ContentGroup> groups, UserSection user)
    {
        foreach (var group in groups)
        {
            foreach (var item in group.Items.Where(item => !context.Files.Contains(item.Path)))
            {
                context.Wrong(DiagnosticDescriptors.OutsideContext, item,
                    $"{item.Path} is outside of the build context {context.Files.ContextDirectory}. Move it, or set "
                    + "ImageContext to a folder that has all files, or not at all.");
            }

            foreach (var item in group.Items.Where(item => !HasUsableName(context.Files.Relative(item.Path), item.Path)))
            {
                context.Wrong(item, $"The path '{context.Files.Relative(item.Path)}' has a backslash, a control character, or a "
                    + "space at the start or end of a name, "
                    + "which an ignore file cannot have. Rename the file, or leave it out with Exclude.");
            }

            var owner = user.OwnerOf(group.Owner);
            var flags = (owner.Length > 0 ? $"--chown={owner} " : "") + (group.Mode.Length > 0 ? $"--chmod={group.Mode} " : "");
            context.Dockerfile.Block($"ImageContent: {Describe(context, group)}",
                [.. Copies(context, group).Select(copy => $"COPY {flags}{copy}")],
                group.Items.DistinctBy(item => item.Include.Split('*')[0]));
        }

        if (Compiles(context, groups))
        {
            var folders = groups.Where(group => group.HasPython).Select(FolderOf).Distinct().Select(ShellArgument.Quote);
            context.Dockerfile.Block(
                "ImageByteCompile: the user may not write beside the programs, so Python would compile them at every start.",
                $"RUN python3 -m compileall -q {string.Join(' ', folders)}",
                context.Declaration.Property("ImageByteCompile"));
        }
    }

    /// <summary>Whether Python compiles some of the files.</summary>
    public static bool Compiles(GenerationContext context, IReadOnlyList<ContentGroup> groups) =>
        context.IsTrue("ImageByteCompile") && groups.Any(group => group.HasPython);

    /// <summary>The folder that files go to, without a slash at the end.</summary>
    public static string FolderOf(ContentGroup group) => group.Target.Length > 1 ? group.Target.TrimEnd('/') : "/";

    private static IEnumerable<string> Copies(GenerationContext context, ContentGroup group)
    {
        if (group.IsWholeFolder) return [DockerfileWord.Copy([context.Files.Relative(group.Folder) + "/"], group.Target)];

        return group.Items.GroupBy(item => item.RecursiveDirectory.Replace('\\', '/'))
            .OrderBy(folder => folder.Key, StringComparer.Ordinal)
            .Select(folder =>
                DockerfileWord.Copy([.. folder.Select(item => context.Files.Relative(item.Path)).Order(StringComparer.Ordinal)],
                    group.Target + folder.Key));
    }

    private static bool HasUsableName(string relative, string path) =>
        !relative.Any(char.IsControl) && relative.Split('/').All(name => name == name.Trim())
        && (Path.DirectorySeparatorChar == '\\' || !path.Contains('\\'));

    private static string Describe(GenerationContext context, ContentGroup group) => group.Items is [var only]
        ? context.Files.Relative(only.Path)
        : $"{context.Files.Relative(group.Folder).TrimEnd('/')}/{(group.IsWholeFolder ? "**" : $" ({group.Items.Count} files)")}";
}
