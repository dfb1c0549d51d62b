using System.Text.RegularExpressions;
using ImageSdk.Analysis.Requirements;
using ImageSdk.Diagnostics;
using ImageSdk.Dockerfiles;
using ImageSdk.Storage;

namespace ImageSdk.Generation.Requirements;

/// <summary>Something that requirement files ask for, in a form that spaces and comments do not change.</summary>
/// <param name="Text">Its text: <c>numpy&gt;=1.2</c>, or <c>-c numpy&lt;2</c> for a constraint.</param>
/// <param name="Location">Where it is written.</param>
/// <param name="Requirement">What it asks for.</param>
internal sealed partial record RequirementInput(string Text, SourceLocation Location, Requirement Requirement)
{
    /// <summary>Whether it only limits versions.</summary>
    public bool IsConstraint => Text.StartsWith("-c ", StringComparison.Ordinal);

    /// <summary>Whether there is one file that can have a hash.</summary>
    public bool CanBeLocked =>
        Requirement.Url.Length == 0 || (!Requirement.IsLocal && Requirement.Url.StartsWith("http", StringComparison.Ordinal));

    /// <summary>All that a tier asks for, in order, and its options.</summary>
    /// <param name="file">The full path of the requirement file.</param>
    public static (IReadOnlyList<RequirementInput> Inputs, IReadOnlyList<string> Options) Read(string file)
    {
        var (inputs, options, known) =
            (new List<RequirementInput>(), new List<string>(), new HashSet<string>(StringComparer.Ordinal));
        Read(file, isConstraints: false);
        return (inputs, options);

        void Read(string path, bool isConstraints)
        {
            if (!known.Add((isConstraints ? "-c " : "-r ") + path) || !File.Exists(path)) return;

            var parsed = RequirementFile.Parse(new SourceText(TextFile.Read(path), path));
            inputs.AddRange(parsed.Requirements.Select(requirement => Of(requirement, isConstraints)));
            foreach (var option in parsed.Options)
            {
                var isRemote = option.Value.Contains("://", StringComparison.Ordinal);
                if (option.Name is "requirement" or "constraint" && !isRemote)
                {
                    Read(Path.GetFullPath(option.Value, Path.GetDirectoryName(path)!),
                        isConstraints || option.Name == "constraint");
                }
                else if (option.Name is not ("requirement" or "constraint" or "editable" or "require-hashes"))
                    options.Add($"--{option.Name} {option.Value}".TrimEnd());
            }
        }
    }

    private static RequirementInput Of(Requirement requirement, bool isConstraint)
    {
        var text = requirement.Source.Slice(requirement.Span).Replace("\\\n", "", StringComparison.Ordinal)
            .Replace("\\\r\n", "", StringComparison.Ordinal);
        var parts = text.Split(';', 2);
        text = requirement.Url.Length > 0 ? Spaces().Replace(text.Trim(), " ")
            : Spaces().Replace(parts[0], "") + (parts.Length > 1 ? " ; " + Spaces().Replace(parts[1].Trim(), " ") : "");
        return new RequirementInput((isConstraint ? "-c " : "") + text, requirement.Source.LocationAt(requirement.Span.Start),
            requirement);
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
