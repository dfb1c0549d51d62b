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
                    $"{item.Path} is outside of the build context {context.Files.ContextDirectory}. Move it, or set ImageContext to a folder that has all files, or not at all.");
            }

            var owner = user.OwnerOf(group.Owner);
            var flags = (owner.Length > 0 ? $"--chown={owner} " : "") + (group.Mode.Length > 0 ? $"--chmod={group.Mode} " : "");
            context.Dockerfile.Block($"ImageContent: {Describe(context, group)}", string.Join('\n', Copies(context, group).Select(copy => $"COPY {flags}{copy}")), group.Items.DistinctBy(item => item.Include.Split('*')[0]));
        }

        if (Compiles(context, groups))
        {
            context.Dockerfile.Block("ImageByteCompile: the user may not write beside the programs, so Python would compile them at every start.",
                $"RUN python3 -m compileall -q {string.Join(' ', groups.Where(group => group.HasPython).Select(FolderOf).Distinct())}",
                context.Declaration.Property("ImageByteCompile"));
        }
    }

    /// <summary>Whether Python compiles some of the files.</summary>
    public static bool Compiles(GenerationContext context, IReadOnlyList<ContentGroup> groups) => context.IsTrue("ImageByteCompile") && groups.Any(group => group.HasPython);

    /// <summary>The folder that files go to, without a slash at the end.</summary>
    public static string FolderOf(ContentGroup group) => group.Target.Length > 1 ? group.Target.TrimEnd('/') : "/";

    private static IEnumerable<string> Copies(GenerationContext context, ContentGroup group)
    {
        if (group.IsWholeFolder) return [Words([context.Files.Relative(group.Folder) + "/"], group.Target)];

        return group.Items.GroupBy(item => item.RecursiveDirectory.Replace('\\', '/'))
            .OrderBy(folder => folder.Key, StringComparer.Ordinal)
            .Select(folder => Words([.. folder.Select(item => context.Files.Relative(item.Path)).Order(StringComparer.Ordinal)], group.Target + folder.Key));
    }

    private static string Describe(GenerationContext context, ContentGroup group) => group.Items is [var only]
        ? context.Files.Relative(only.Path)
        : $"{context.Files.Relative(group.Folder).TrimEnd('/')}/{(group.IsWholeFolder ? "**" : $" ({group.Items.Count} files)")}";

    /// <summary>Paths as an instruction takes them, which has a form for those with spaces.</summary>
    private static string Words(IReadOnlyList<string> sources, string target)
    {
        var all = sources.Select(EscapePattern).Append(target).ToList();
        if (all.Any(word => word.Any(char.IsWhiteSpace) || word.Contains('"') || word.StartsWith('['))) return ExecForm.Write(all);

        return sources.Count <= 2 ? string.Join(' ', all) : string.Join(" \\\n    ", all);
    }

    /// <summary>Sources of COPY are patterns, and their variables are expanded.</summary>
    private static string EscapePattern(string path) =>
        string.Concat(path.Select(c => c switch { '*' or '?' or '[' => $"[{(c == '[' ? "[" : c)}]", '$' => "\\$", _ => c.ToString() }));
}
