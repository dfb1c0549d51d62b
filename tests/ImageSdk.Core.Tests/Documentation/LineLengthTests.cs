using System.Text.RegularExpressions;

namespace ImageSdk.Core.Tests.Documentation;

/// <summary>Code and targets can be read without scrolling to the right.</summary>
[TestClass]
public sealed partial class LineLengthTests
{
    private const int Longest = 130;

    [TestMethod]
    public void No_line_of_code_is_longer_than_130_columns() => AssertShort("src", ".cs", _ => false);

    /// <summary>A line break within a value is a part of the value, so a line may be as long as one value.</summary>
    [TestMethod]
    public void No_line_of_the_targets_is_longer_than_130_columns_unless_it_is_one_value() =>
        AssertShort("Sdk", ".props .targets", line => OneValue().IsMatch(line));

    [TestMethod]
    [DataRow("""    <Warning Code="IMG6008" Text="a b" />""", false)]
    [DataRow("""             Text="a b" />""", true)]
    [DataRow("""    <X Include="a;b" />""", true)]
    [DataRow("""    <X>a b</X>""", true)]
    [DataRow("""    <X Condition="'$(A)' == ''">a b</X>""", true)]
    [DataRow("""    <X Condition="'$(A)' == '' and '$(B)' == ''">a b</X>""", false)]
    [DataRow("""      and '$(B)' == ''">a b</X>""", true)]
    [DataRow("""    <!-- a b -->""", false)]
    [DataRow("""  a b""", false)]
    public void A_line_with_a_place_to_break_is_not_one_value(string line, bool expected) =>
        Assert.AreEqual(expected, OneValue().IsMatch(line));

    private static void AssertShort(string directory, string extensions, Func<string, bool> mayBeLonger)
    {
        var files = Directory.EnumerateFiles(Path.Combine(RepositoryFiles.Root, directory), "*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is { Length: > 0 } extension && extensions.Split(' ').Contains(extension))
            .Where(file => !Path.GetRelativePath(RepositoryFiles.Root, file).Split(Path.DirectorySeparatorChar).Contains("obj"))
            .ToList();
        Assert.IsNotEmpty(files);

        var tooLong = files
            .SelectMany(file => File.ReadLines(file).Select((line, index) => (Place: $"{file}({index + 1})", Line: line)))
            .Where(item => item.Line.Length > Longest && !mayBeLonger(item.Line)).Select(item => item.Place).ToList();

        Assert.AreEqual("", string.Join('\n', tooLong));
    }

    /// <summary>One attribute, one clause of a condition, or the content of an element, whose condition has one clause.</summary>
    [GeneratedRegex("""^\s*(<[\w.]+ )?[\w.]+="[^"]*"\s*/?>?$|^\s*(<[\w.]+( Condition="((?! and | or )[^"])*")?|(and|or) ((?! and | or )[^"])*")>(?!\s*<).*$""")]
    private static partial Regex OneValue();
}
