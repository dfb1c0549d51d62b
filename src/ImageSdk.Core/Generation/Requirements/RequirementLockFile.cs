using System.Text;
using System.Text.RegularExpressions;
using ImageSdk.Diagnostics;
using ImageSdk.Storage;

namespace ImageSdk.Generation.Requirements;

/// <summary>The text of a <see cref="RequirementLock"/>: what pip and uv read, made to be read in a diff.</summary>
internal static partial class RequirementLockFile
{
    private const string Head = "# Written by ImageSdk: dotnet build -t:ImageLockRequirements.";

    /// <summary>
    /// The full path of the lock of a requirement file: <c>requirements.ml.lock</c> beside <c>requirements-ml.txt</c>.
    /// </summary>
    /// <param name="item">
    /// The item that names the requirement file; its <c>Lock</c> names another place, relative to the project.
    /// </param>
    /// <param name="declaration">The project, of which each variant has locks of its own.</param>
    public static string PathOf(DeclaredItem item, ImageDeclaration declaration)
    {
        if (item["Lock"].Length > 0) return Path.GetFullPath(item["Lock"].Replace('\\', '/'), declaration.ProjectDirectory);

        var name = Path.GetFileNameWithoutExtension(item.Path);
        if (TierName().Match(name) is { Success: true } tier) name = $"requirements.{tier.Groups["tier"].Value}";
        var variant = declaration.Property("ImageVariant").Include;
        return Path.Combine(Path.GetDirectoryName(item.Path)!, name + (variant.Length > 0 ? "." + variant : "") + ".lock");
    }

    /// <summary>The lock; null where there is no file, or one that somebody else wrote.</summary>
    /// <exception cref="DiagnosticException">IMG6044: a line of it is none of a lock.</exception>
    public static RequirementLock? TryRead(string path)
    {
        if (!File.Exists(path)) return null;

        var text = TextFile.ReadText(path);
        // Read as UTF-8 it would look like somebody else's file, and the image would be built without the lock.
        if (text.OtherEncoding is not null && !text.HasOtherMark)
        {
            throw new DiagnosticException(DiagnosticDescriptors.RequirementLockUnusable.At(new SourceLocation(path, 1, 1),
                $"The lock of requirements cannot be read: its text {text.Problem}. Save the file as UTF-8, "
                + "or take it from the last commit."));
        }

        var lines = text.TextWithoutMark.ReplaceLineEndings("\n").Split('\n');
        return IsOurs(lines) ? Parse(lines, path) : null;
    }

    /// <summary>Whether a file is there, and is a lock of ours.</summary>
    public static bool IsOurs(string path) => File.Exists(path) && IsOurs(TextFile.ReadLines(path));

    private static bool IsOurs(IReadOnlyList<string> lines) =>
        lines is [var first, ..] && first.StartsWith(Head, StringComparison.Ordinal);

    /// <summary>The text.</summary>
    /// <param name="requirements">The lock.</param>
    /// <param name="file">The name of the requirement file.</param>
    public static string Write(RequirementLock requirements, string file)
    {
        var text = new StringBuilder();
        void Line(string line) => text.Append(line).Append('\n');

        Line($"{Head} Edit {file} instead.");
        Line($"# python: {requirements.Python}");
        Line($"# platforms: {string.Join(' ', requirements.Platforms)}");
        foreach (var index in requirements.Indexes) Line($"# index: {index}");
        var keys = requirements.Packages.Select(package => package.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var requested in requirements.Requested.Where(requested => !keys.Contains(KeyOf(requested))))
            Line($"# requested: {requested}");
        foreach (var option in requirements.Options) Line(option);
        var written = new HashSet<string>(StringComparer.Ordinal);
        foreach (var package in requirements.Packages)
        {
            Line("");
            Line($"{package.Pin}{(package.Marker.Length > 0 ? $" ; {package.Marker}" : "")} \\");
            foreach (var (number, hash) in package.Hashes.Index())
                Line($"    --hash=sha256:{hash}{(number < package.Hashes.Count - 1 ? " \\" : "")}");
            if (written.Add(package.Key))
            {
                foreach (var requested in requirements.Requested.Where(requested => KeyOf(requested) == package.Key))
                    Line($"    # requested: {requested}");
            }

            if (package.Via.Count > 0) Line($"    # via: {string.Join(' ', package.Via)}");
            if (package.Index.Length > 0) Line($"    # from: {package.Index}");
        }

        return text.ToString();
    }

    /// <summary>Reads the text.</summary>
    /// <exception cref="DiagnosticException">IMG6044: a line of it is none of a lock.</exception>
    public static RequirementLock Parse(IReadOnlyList<string> lines, string path)
    {
        var (requested, options, indexes, packages) =
            (new List<string>(), new List<string>(), new List<string>(), new List<LockedRequirement>());
        var (platforms, python) = (Array.Empty<string>(), "");
        foreach (var (number, written) in lines.Index())
        {
            // Here and not by the patterns, which would try every blank of a line that is full of them.
            var line = written.TrimEnd();
            var comment = Comment().Match(line);
            var value = comment.Groups["value"].Value;
            switch (comment.Groups["name"].Value)
            {
                case "requested": requested.Add(value); continue;
                case "python": python = value; continue;
                case "platforms": platforms = value.Split(' ', StringSplitOptions.RemoveEmptyEntries); continue;
                case "index": indexes.Add(value); continue;
                case "from" when packages.Count > 0: packages[^1] = packages[^1] with { Index = value }; continue;
                case "via" when packages.Count > 0: packages[^1] = packages[^1] with { Via = value.Split(' ') }; continue;
            }

            if (line.TrimStart().StartsWith('#') || string.IsNullOrWhiteSpace(line)) continue;
            if (Hash().Match(line) is { Success: true } hash && packages.Count > 0)
                packages[^1] = packages[^1] with { Hashes = [.. packages[^1].Hashes, hash.Groups["hash"].Value] };
            else if (Package().Match(line) is { Success: true } package)
                packages.Add(new LockedRequirement(package.Groups["name"].Value,
                    package.Groups["version"].Value) { Url = package.Groups["url"].Value,
                    Marker = package.Groups["marker"].Value, Line = number + 1 });
            else if (line.StartsWith("--", StringComparison.Ordinal))
                options.Add(line);
            else
                throw new DiagnosticException(DiagnosticDescriptors.RequirementLockUnusable.At(new SourceLocation(path,
                    number + 1, 1), $"'{line.Trim()}' is not a line that ImageSdk writes into a lock of requirements. Undo the "
                        + "edit, or delete the file and lock again: dotnet build -t:ImageLockRequirements."));
        }

        return new RequirementLock { Requested = requested, Options = options, Indexes = indexes, Platforms = platforms,
            Python = python, Packages = packages };
    }

    private static string KeyOf(string requested) =>
        requested.StartsWith('-') ? "" : Analysis.Requirements.Requirement.Normalize(Name().Match(requested).Value);

    [GeneratedRegex("^requirements[-_.](?<tier>.+)$", RegexOptions.IgnoreCase)]
    private static partial Regex TierName();

    [GeneratedRegex(@"^\s*# (?<name>requested|python|platforms|index|from|via): (?<value>.*)$")]
    private static partial Regex Comment();

    [GeneratedRegex(@"^    --hash=sha256:(?<hash>[0-9a-f]{64})( \\)?$")]
    private static partial Regex Hash();

    [GeneratedRegex(
        @"^(?<name>[A-Za-z0-9][A-Za-z0-9._-]*)(==(?<version>[A-Za-z0-9.+!_-]+)| @ (?<url>\S+))( ; (?<marker>.+?))? \\$")]
    private static partial Regex Package();

    [GeneratedRegex("^[A-Za-z0-9._-]*")]
    private static partial Regex Name();
}
