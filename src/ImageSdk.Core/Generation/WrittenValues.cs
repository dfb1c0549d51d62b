using System.Globalization;
using System.IO.Enumeration;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using ImageSdk.Diagnostics;

namespace ImageSdk.Generation;

/// <summary>
/// Compares what a project file says with what MSBuild made of it. In every <c>Include</c>, and in metadata that begin like a
/// path, MSBuild replaces backslashes by slashes on Linux and macOS. An <c>Include</c> with <c>*</c> or <c>?</c> is a pattern for
/// files, and MSBuild drops the item if there is none. A percent sign with two hexadecimal digits is one character. None of it
/// can be seen in the items.
/// </summary>
public static partial class WrittenValues
{
    private const char Delete = '\u007f';

    // What MSBuild or XML would read otherwise: a person has a reason to write it as %xx.
    private const string Special = "%*?@$();'\\\"<>&";

    private static readonly string[] Texts = ["Value", "Command"];

    /// <summary>The items of a declared image whose Include is no file of the project.</summary>
    public static IReadOnlyList<string> DeclaredTypes { get; } =
    [
        "AptPackage", "AptSource", "PipIndex", "ImageDirectory", "ImageModelCache", "ImageBinary", "ImageRun", "ImageSecret",
        "ContainerEnvironmentVariable", "ContainerPort", "ContainerEntrypoint", "ContainerDefaultArgs", "ImageHealthcheck",
    ];

    /// <summary>The items with values of any image, also of one with a Dockerfile.</summary>
    public static IReadOnlyList<string> BuildTypes { get; } = ["ContainerLabel", "ImageBuildArg"];

    /// <summary>
    /// The values that do not arrive as they are written (IMG6010). What depends on conditions or on other values is not looked
    /// at.
    /// </summary>
    /// <param name="declaration">What arrived.</param>
    /// <param name="types">The types of the items to look at, all items of which are in the declaration.</param>
    public static IReadOnlyList<Diagnostic> Check(ImageDeclaration declaration, IReadOnlyList<string> types)
    {
        var problems = new List<Diagnostic>();
        foreach (var file in declaration.ProjectFiles)
        {
            foreach (var element in (ItemLocations.Load(file)?.Descendants() ?? []).Where(element => IsCertain(element)))
            {
                if (types.Any(type => ItemLocations.IsNamed(element, type)) && Problem(element, declaration) is { } problem)
                    problems.Add(DiagnosticDescriptors.ValueChangedByMSBuild.At(ItemLocations.At(file, element), problem));
            }
        }

        return problems;
    }

    /// <summary>Whether an element adds items, whatever properties say.</summary>
    private static bool IsCertain(XElement element) =>
        element.Attribute("Include") is not null && element.AncestorsAndSelf().All(above =>
        above.Attribute("Condition") is null && !ItemLocations.IsNamed(above, "Target")
        && !ItemLocations.IsNamed(above, "Otherwise"));

    private static string? Problem(XElement element, ImageDeclaration declaration)
    {
        var type = element.Name.LocalName;
        var items = declaration.Items.Where(item => ItemLocations.IsNamed(element, item.Type)).ToList();
        var words = element.Attribute("Include")!.Value.Split(';',
            StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        foreach (var word in words.Where(IsFixed))
        {
            // Blanks at the ends of a word have to be escaped, so blanks are no mistake.
            if (Escape(word, " ") is { } escape) return Unescaped($"'{word}'", escape);
            if (items.Any(item => item.Include == Unescape(word))) continue;

            if (word.Contains('\\') && items.Any(item => item.Include == Unescape(word.Replace('\\', '/'))))
            {
                return $"'{word}' arrives as '{word.Replace('\\', '/')}', since MSBuild takes an Include for a path. "
                    + $"{(ItemLocations.IsNamed(element, "ImageRun") ? "Write it as Command, with" : "Write")} %5C for each "
                    + "backslash.";
            }

            if (word.AsSpan().ContainsAny("*?")
                && !items.Any(item =>
                    FileSystemName.MatchesSimpleExpression(Path.GetFileName(word), Path.GetFileName(item.Include))))
            {
                return $"'{word}' does not arrive, since MSBuild takes an Include with * or ? for a pattern, and no file fits "
                    + "it. "
                    + "Write %2A for * and %3F for ?.";
            }
        }

        var values = element.Attributes().Select(one => (Name: one.Name.LocalName, one.Value))
            .Concat(element.Elements().Select(one => (Name: one.Name.LocalName, one.Value)));
        foreach (var (name, value) in values.Where(one =>
            Texts.Contains(one.Name, StringComparer.OrdinalIgnoreCase) && IsFixed(one.Value)))
        {
            var owner = $"{name} of {type} {string.Join(';', words)}";
            if (Escape(value, "") is { } escape) return Unescaped(owner, escape);
            if (!value.Contains('\\')) continue;

            var arrived = items.Where(item => words.Select(Unescape).Contains(item.Include)).Select(item => item[name]).ToList();
            if (!arrived.Contains(Unescape(value)) && arrived.Contains(Unescape(value.Replace('\\', '/'))))
            {
                return $"{owner} arrives with / for each backslash, since it begins like a path of this machine. "
                    + "Write %5C for each backslash.";
            }
        }

        return null;
    }

    /// <summary>An escape that nobody needs, so that a text such as a web address was meant; or null.</summary>
    private static string? Escape(string text, string needed) => EscapedCharacter().Matches(text).Select(match => match.Value)
        .FirstOrDefault(escape =>
            Unescape(escape)[0] is var c && c >= ' ' && c != Delete && !Special.Contains(c) && !needed.Contains(c));

    private static string Unescaped(string owner, string escape) =>
        $"{owner} has {escape}, which arrives as '{Unescape(escape)}', since MSBuild reads % and two hexadecimal digits as one "
        + "character. "
        + $"Write %25{escape[1..]} for the text {escape}, or write the character itself.";

    /// <summary>Whether MSBuild puts nothing into it.</summary>
    private static bool IsFixed(string text) => !Reference().IsMatch(text);

    private static string Unescape(string text) =>
        EscapedCharacter().Replace(text,
            match => ((char)int.Parse(match.ValueSpan[1..], NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString());

    [GeneratedRegex(@"[$@%]\(")]
    private static partial Regex Reference();

    [GeneratedRegex("%[0-9A-Fa-f]{2}")]
    private static partial Regex EscapedCharacter();
}
