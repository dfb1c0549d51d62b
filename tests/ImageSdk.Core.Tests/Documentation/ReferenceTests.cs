using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using ImageSdk.Diagnostics;

namespace ImageSdk.Core.Tests.Documentation;

/// <summary>The reference says all that there is, and nothing that is not: help links point into it.</summary>
[TestClass]
public sealed partial class ReferenceTests
{
    private static readonly IReadOnlyList<DiagnosticDescriptor> Descriptors =
    [
        .. typeof(DiagnosticDescriptors).GetProperties(BindingFlags.Public | BindingFlags.Static)
            .Select(property => property.GetValue(null)).OfType<DiagnosticDescriptor>(),
    ];

    private static readonly string[] Headings =
        [.. DiagnosticHeading().Matches(RepositoryFiles.Reference).Select(match => match.Groups["code"].Value)];

    [TestMethod]
    public void Every_diagnostic_has_a_code_of_its_own() =>
        CollectionAssert.AllItemsAreUnique(Descriptors.Select(descriptor => descriptor.Code).ToList());

    [TestMethod]
    public void Every_diagnostic_has_one_heading_in_the_order_of_the_codes() =>
        CollectionAssert.AreEqual(Descriptors.Select(descriptor => descriptor.Code).Order(StringComparer.Ordinal).ToList(), Headings);

    [TestMethod]
    public void Every_diagnostic_has_its_title_and_its_severity()
    {
        foreach (var descriptor in Descriptors)
        {
            var warning = descriptor.Severity == DiagnosticSeverity.Warning ? "*Warning.* " : "";
            StringAssert.Contains(
                RepositoryFiles.Reference, $"### {descriptor.Code}\n\n{warning}**{descriptor.Title}.**", StringComparison.Ordinal);
        }
    }

    [TestMethod]
    public void Every_default_stands_beside_its_property()
    {
        foreach (var property in RepositoryFiles.Properties.Descendants("PropertyGroup").Elements())
        {
            var name = property.Name.LocalName;
            if (name.StartsWith('_')) continue;

            var row = Row(name);
            Assert.IsNotNull(row, $"docs/reference.md has no table row for the property {name}.");
            StringAssert.Contains(row, $"`{property.Value}`", $"{name} has another default in docs/reference.md.");
        }
    }

    [TestMethod]
    public void Every_public_property_and_item_is_there()
    {
        var missing = PublicNames().Where(name => !Mentions(name)).ToList();

        Assert.IsEmpty(missing, $"docs/reference.md does not mention {string.Join(", ", missing)}.");
    }

    [TestMethod]
    public void Every_public_target_is_there()
    {
        var missing = RepositoryFiles.SdkFiles.SelectMany(file => file.Descendants("Target"))
            .Select(target => target.Attribute("Name")!.Value)
            .Where(name => !name.StartsWith('_') && !Mentions(name)).ToList();

        Assert.IsEmpty(missing, $"docs/reference.md does not mention the targets {string.Join(", ", missing)}.");
    }

    [TestMethod]
    public void Every_name_that_looks_like_ours_exists()
    {
        var known = PublicNames().Concat(Metadata()).Concat(Targets()).ToHashSet(StringComparer.Ordinal);
        var unknown = OurName().Matches(RepositoryFiles.Reference).Select(match => match.Groups["name"].Value)
            .Where(name => !known.Contains(name)).Distinct().ToList();

        Assert.IsEmpty(unknown, $"docs/reference.md mentions {string.Join(", ", unknown)}, which the SDK does not have.");
    }

    [TestMethod]
    public void Every_link_inside_leads_somewhere()
    {
        var anchors = AnyHeading().Matches(RepositoryFiles.Reference).Select(match => Anchor(match.Groups["text"].Value)).ToHashSet();
        var dead = InnerLink().Matches(RepositoryFiles.Reference).Select(match => match.Groups["anchor"].Value)
            .Where(anchor => !anchors.Contains(anchor)).Distinct().ToList();

        Assert.IsEmpty(dead, $"docs/reference.md links to {string.Join(", ", dead)}, which it does not have.");
    }

    private static string? Row(string name) =>
        RepositoryFiles.Reference.Split('\n').FirstOrDefault(line => line.StartsWith($"| `{name}` |", StringComparison.Ordinal));

    private static bool Mentions(string name) => Regex.IsMatch(RepositoryFiles.Reference, $@"`{Regex.Escape(name)}`");

    /// <summary>The properties and items with our prefixes that any file of the SDK sets or reads.</summary>
    private static SortedSet<string> PublicNames()
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var file in RepositoryFiles.SdkFiles)
        {
            names.UnionWith(file.Descendants().Where(element => element.Name.LocalName is "PropertyGroup" or "ItemGroup")
                .Elements().Select(element => element.Name.LocalName).Where(IsOurs));
            var values = file.Descendants().Attributes().Select(attribute => attribute.Value)
                .Concat(file.DescendantNodes().OfType<XText>().Select(text => text.Value));
            names.UnionWith(values.SelectMany(value => Use().Matches(value)).Select(match => match.Groups["name"].Value).Where(IsOurs));
        }

        return names;
    }

    private static IEnumerable<string> Metadata() => RepositoryFiles.SdkFiles
        .SelectMany(file => file.Descendants("ItemGroup")).Elements().Elements().Select(element => element.Name.LocalName);

    private static IEnumerable<string> Targets() => RepositoryFiles.SdkFiles
        .SelectMany(file => file.Descendants("Target")).Select(target => target.Attribute("Name")!.Value);

    private static bool IsOurs(string name) =>
        name.StartsWith("Image", StringComparison.Ordinal) || name.StartsWith("Container", StringComparison.Ordinal);

    /// <summary>How GitHub makes an anchor of a heading.</summary>
    private static string Anchor(string heading) =>
        string.Concat(heading.ToLowerInvariant().Where(c => char.IsLetterOrDigit(c) || c is ' ' or '-')).Replace(' ', '-');

    [GeneratedRegex(@"^### (?<code>IMG\d{4})$", RegexOptions.Multiline)]
    private static partial Regex DiagnosticHeading();

    [GeneratedRegex(@"^#{1,6} (?<text>.+)$", RegexOptions.Multiline)]
    private static partial Regex AnyHeading();

    [GeneratedRegex(@"\]\(#(?<anchor>[^)]+)\)")]
    private static partial Regex InnerLink();

    [GeneratedRegex(@"[$@%]\((?<name>\w+)")]
    private static partial Regex Use();

    [GeneratedRegex(@"`<?(?<name>Image[A-Z]\w*)")]
    private static partial Regex OurName();
}
