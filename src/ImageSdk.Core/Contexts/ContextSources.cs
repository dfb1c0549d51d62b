using ImageSdk.Diagnostics;
using ImageSdk.Dockerfiles;

namespace ImageSdk.Contexts;

/// <summary>Finds the files of a build context that instructions can reach.</summary>
public static class ContextSources
{
    /// <summary>
    /// All files, directories and symbolic links that any of the reads reaches and the ignore file leaves, each once, in
    /// ordinal order of their paths. Ignored directories are not entered unless an exception may apply inside.
    /// </summary>
    /// <param name="contextDirectory">The context's directory, an absolute path.</param>
    /// <param name="ignoreFile">The ignore file that applies.</param>
    /// <param name="reads">What is read; without any, the file system is not touched.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>
    /// The entries, and the messages: a source that is not in the context (IMG1006), an exclusion that is not a pattern
    /// (IMG1005), a directory that cannot be read (IMG1007).
    /// </returns>
    public static (IReadOnlyList<ContextEntry> Entries, IReadOnlyList<Diagnostic> Diagnostics) Find(
        string contextDirectory, IgnoreFile ignoreFile, IReadOnlyList<ContextRead> reads,
        CancellationToken cancellationToken = default)
    {
        ContextCollector found = Collect(contextDirectory, ignoreFile, reads, cancellationToken);
        return (found.Entries, found.Diagnostics);
    }

    /// <summary>The same, with the directories that were looked into.</summary>
    internal static ContextCollector Collect(
        string contextDirectory, IgnoreFile ignoreFile, IReadOnlyList<ContextRead> reads, CancellationToken cancellationToken)
    {
        var collector = new ContextCollector(contextDirectory, ignoreFile, cancellationToken);
        if (reads.Count > 0 && !Directory.Exists(contextDirectory))
        {
            collector.Diagnostics.Add(DiagnosticDescriptors.ContextUnreadable.At(
                new SourceLocation(contextDirectory), $"The build context '{contextDirectory}' is not a directory that exists."));
            return collector;
        }

        var walker = new TreeWalker(collector);
        foreach (ContextRead read in reads)
            Resolve(read, collector, walker);

        List<ContextEntry> entries = collector.Entries;
        entries.Sort(static (a, b) => string.CompareOrdinal(a.Path, b.Path));
        int kept = 0;
        for (int i = 0; i < entries.Count; i++)
        {
            if (kept == 0 || entries[i].Path != entries[kept - 1].Path)
                entries[kept++] = entries[i];
        }

        entries.RemoveRange(kept, entries.Count - kept);
        return collector;
    }

    private static void Resolve(ContextRead read, ContextCollector collector, TreeWalker walker)
    {
        string source = GoPath.Rooted(read.Source);
        SourcePart[] parts = [.. source.Split('/').Select(text => new SourcePart(text, GoGlob.HasWildcards(text)))];
        var resolver = new SourceResolver(collector, walker, read, ParseExcludes(read, collector.Diagnostics));
        bool found = resolver.Resolve(parts);
        if (parts.FirstOrDefault(part => part.IsPattern && !GoGlob.IsValid(part.Text)) is { Text: { } invalid })
        {
            Report(read, collector, $"'{invalid}' is not a pattern, so BuildKit will fail with \"syntax error in pattern\".");
        }
        else if (!found && !parts.Any(part => part.IsPattern))
        {
            Report(read, collector, DescribeMissing(read, source, collector, resolver.Blocked));
        }
    }

    private static PatternList? ParseExcludes(ContextRead read, List<Diagnostic> diagnostics)
    {
        var patterns = new List<PathPattern>();
        foreach (string exclude in read.Excludes)
        {
            if (PathPattern.TryParse(exclude, out PathPattern? pattern))
                patterns.Add(pattern);
            else if (!string.IsNullOrWhiteSpace(exclude))
                diagnostics.Add(DiagnosticDescriptors.InvalidIgnorePattern.At(read.Location,
                    IgnoreFile.DescribeInvalid(exclude)));
        }

        return patterns.Count == 0 ? null : new PatternList(patterns);
    }

    private static void Report(ContextRead read, ContextCollector collector, string message) =>
        collector.Diagnostics.Add(DiagnosticDescriptors.ContextSourceNotFound.At(read.Location, message));

    private static string DescribeMissing(ContextRead read, string source, ContextCollector collector, string? blocked)
    {
        if (blocked is not null && collector.IgnoreFile.FindRule(blocked) is { } rule)
        {
            string name = Path.GetFileName(rule.Location.File);
            return $"'{blocked}' exists, but line {rule.Location.Line} of {name} ('{rule.Text}') keeps it out of the build "
                + "context, so "
                + $"BuildKit will fail with \"not found\". Narrow that line, or add '!{blocked}' after it.";
        }

        if (GoPath.Clean(read.Source).StartsWith("../", StringComparison.Ordinal))
        {
            return $"'{read.Source}' lies outside the build context '{collector.Root}': BuildKit looks for '{source}' in it, "
                + "and will "
                + "fail with \"not found\". Choose a context further up, or pass the directory as a named context.";
        }

        return $"'{source}' is not in the build context '{collector.Root}', so BuildKit will fail with \"not found\".";
    }
}
