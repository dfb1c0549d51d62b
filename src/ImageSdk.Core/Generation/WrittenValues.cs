using System.Globalization;
using System.IO.Enumeration;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using ImageSdk.Diagnostics;

namespace ImageSdk.Generation;

/// <summary>
/// Compares what a project file says with what MSBuild made of it. In every <c>Include</c>, and in metadata that begin like a path, MSBuild
/// replaces backslashes by slashes on Linux and macOS; an <c>Include</c> with <c>*</c> or <c>?</c> is a pattern for files, and is left out when there is
/// none. Neither can be seen in the items.
/// </summary>
public static partial class WrittenValues
{
    private static readonly string[] Words = ["ContainerEntrypoint", "ContainerDefaultArgs", "ImageHealthcheck", "ImageRun"];
    private static readonly string[] Texts = ["Value", "Command"];

    /// <summary>The values that do not arrive as they are written (IMG6010). What depends on conditions or on other values is not looked at.</summary>
    /// <param name="declaration">What arrived.</param>
    public static IReadOnlyList<Diagnostic> Check(ImageDeclaration declaration)
    {
        var problems = new List<Diagnostic>();
        foreach (var file in declaration.ProjectFiles)
        {
            var elements = (ItemLocations.Load(file)?.Descendants() ?? []).Where(element => element.Attribute("Include") is not null
                && element.AncestorsAndSelf().All(above => above.Attribute("Condition") is null && !ItemLocations.IsNamed(above, "Target") && !ItemLocations.IsNamed(above, "Otherwise")));
            foreach (var element in elements)
            {
                if (Problem(element, declaration) is { } problem) problems.Add(DiagnosticDescriptors.ValueChangedByMSBuild.At(ItemLocations.At(file, element), problem));
            }
        }

        return problems;
    }

    private static string? Problem(XElement element, ImageDeclaration declaration)
    {
        var items = declaration.Items.Where(item => ItemLocations.IsNamed(element, item.Type)).ToList();
        var words = element.Attribute("Include")!.Value.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (Words.Any(type => ItemLocations.IsNamed(element, type)))
        {
            foreach (var word in words.Where(word => IsFixed(word) && items.All(item => item.Include != Unescape(word))))
            {
                if (word.Contains('\\') && items.Any(item => item.Include == Unescape(word.Replace('\\', '/'))))
                    return $"'{word}' arrives as '{word.Replace('\\', '/')}', since MSBuild takes an Include for a path. {(ItemLocations.IsNamed(element, "ImageRun") ? "Write it as Command, with %5C for each backslash" : "Write %5C for each backslash")}.";
                if (word.AsSpan().ContainsAny("*?") && !items.Any(item => FileSystemName.MatchesSimpleExpression(Path.GetFileName(word), Path.GetFileName(item.Include))))
                    return $"'{word}' does not arrive, since MSBuild takes an Include with * or ? for a pattern, and no file fits it. Write %2A for * and %3F for ?.";
            }
        }

        foreach (var (name, value) in element.Attributes().Select(one => (one.Name.LocalName, one.Value)).Concat(element.Elements().Select(one => (one.Name.LocalName, one.Value)))
            .Where(one => Texts.Contains(one.LocalName, StringComparer.OrdinalIgnoreCase) && one.Value.Contains('\\') && IsFixed(one.Value)))
        {
            var arrived = items.Where(item => words.Select(Unescape).Contains(item.Include)).Select(item => item[name]).ToList();
            if (!arrived.Contains(Unescape(value)) && arrived.Contains(Unescape(value.Replace('\\', '/'))))
                return $"{name} of {element.Name.LocalName} {string.Join(';', words)} arrives with / for each backslash, since it begins like a path of this machine. Write %5C for each backslash.";
        }

        return null;
    }

    /// <summary>Whether MSBuild puts nothing into it.</summary>
    private static bool IsFixed(string text) => !Reference().IsMatch(text);

    private static string Unescape(string text) =>
        EscapedCharacter().Replace(text, match => ((char)int.Parse(match.ValueSpan[1..], NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString());

    [GeneratedRegex(@"[$@%]\(")]
    private static partial Regex Reference();

    [GeneratedRegex("%[0-9A-Fa-f]{2}")]
    private static partial Regex EscapedCharacter();
}
