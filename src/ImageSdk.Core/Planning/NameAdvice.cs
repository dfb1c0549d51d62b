using System.Text.RegularExpressions;

namespace ImageSdk.Planning;

/// <summary>Says what to write so that an instruction names another image.</summary>
internal static partial class NameAdvice
{
    /// <summary>
    /// The sentence. Where a variable is the tag, or the whole name, the sentence gives that variable a value: the name itself
    /// would take the variable out of the Dockerfile.
    /// </summary>
    /// <param name="written">The name as it is written: <c>acme/base:$TAG</c>.</param>
    /// <param name="name">The name that it should be: <c>acme/base:cpu</c>.</param>
    /// <param name="buildArguments">
    /// The build arguments of the project, which count more than the value in the Dockerfile.
    /// </param>
    public static string For(string written, string name, IReadOnlyDictionary<string, string> buildArguments)
    {
        var value = name;
        var match = WholeName().Match(written);
        if (!match.Success && (match = Tag().Match(written)).Success)
        {
            var (tag, before, after) =
                (name[(name.LastIndexOf(':') + 1)..], match.Groups["before"].Value, match.Groups["after"].Value);
            var isFit = tag.Length > before.Length + after.Length && !tag.Contains('/', StringComparison.Ordinal)
                && tag.StartsWith(before, StringComparison.Ordinal) && tag.EndsWith(after, StringComparison.Ordinal);
            if (!isFit) return $"Write '{name}'";

            value = tag[before.Length..^after.Length];
        }

        if (!match.Success) return $"Write '{name}'";

        var variable = match.Groups["variable"].Value;
        return buildArguments.ContainsKey(variable)
            ? $"Write <ImageBuildArg Include=\"{variable}\" Value=\"{value}\" />"
            : $"Write 'ARG {variable}={value}'";
    }

    [GeneratedRegex(@"^\$(\{(?<variable>[A-Za-z_]\w*)\}|(?<variable>[A-Za-z_]\w*))\z", RegexOptions.ExplicitCapture)]
    private static partial Regex WholeName();

    [GeneratedRegex(
        @":(?<before>[\w.-]*)\$(\{(?<variable>[A-Za-z_]\w*)\}(?<after>[\w.-]*)|(?<variable>[A-Za-z_]\w*)"
        + @"(?<after>([.-][\w.-]*)?))\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Tag();
}
