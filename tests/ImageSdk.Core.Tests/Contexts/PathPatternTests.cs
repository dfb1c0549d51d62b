using System.Text.RegularExpressions;
using CsCheck;
using ImageSdk.Contexts;

namespace ImageSdk.Tests.Contexts;

[TestClass]
public sealed class PathPatternTests
{
    private static readonly Gen<string> GenPath =
        Gen.OneOf("a", "b", "ab", "ba", "a.b", "aab", "x").Array[1, 5].Select(parts => string.Join('/', parts));

    private static readonly Gen<string> GenPattern =
        Gen.OneOf("a", "b", "x", ".", "/", "/", "*", "**", "**/", "?", "[ab]", "[^a]", "[a-b]", "]", "(", "+")
            .Array[1, 8].Select(string.Concat);

    [TestMethod]
    public void A_pattern_matches_what_the_regular_expression_of_moby_matches() =>
        Gen.Select(GenPattern, GenPath).Sample((text, path) =>
        {
            string cleaned = GoPath.Clean(text);
            PatternShape shape = PatternShape.Of(cleaned, withExpression: true);
            Assert.IsTrue(PathPattern.TryParse(text, out PathPattern? pattern));
            if (shape.Kind == PatternKind.Wildcards)
                Assert.AreEqual(Regex.IsMatch(path, shape.Expression!), pattern.IsMatch(path));
        }, iter: 20_000);

    [TestMethod]
    public void A_directory_that_no_match_is_below_has_none() =>
        Gen.Select(GenPattern, GenPath, GenPath).Sample((text, directory, rest) =>
        {
            Assert.IsTrue(PathPattern.TryParse(text, out PathPattern? pattern));
            if (!pattern.MayMatchBelow(directory))
                Assert.IsFalse(pattern.IsMatch($"{directory}/{rest}"));
        }, iter: 20_000);

    [TestMethod]
    [DataRow("node_modules", "docs/*.md", false)]
    [DataRow("docs", "docs/*.md", true)]
    [DataRow("docs/old", "docs/*.md", false)]
    [DataRow("docs", "*.md", false)]
    [DataRow("docs", "*/*.md", true)]
    [DataRow("docs", "**/*.md", true)]
    [DataRow("docs", "docs", false)]
    [DataRow("docs", "docs/a", true)]
    [DataRow("docs", "docs2/a", false)]
    [DataRow("docs/a", "docs/**", true)]
    public void Only_patterns_with_matches_in_a_directory_have_it_read(string directory, string text, bool expected)
    {
        Assert.IsTrue(PathPattern.TryParse(text, out PathPattern? pattern));
        Assert.AreEqual(expected, pattern.MayMatchBelow(directory));
    }

    [TestMethod]
    [DataRow("**/bin", PatternKind.Suffix, null)]
    [DataRow("bin/**", PatternKind.Prefix, null)]
    [DataRow("a.b(c)", PatternKind.Exact, null)]
    [DataRow("**/*.md", PatternKind.Wildcards, @"^(.*/)?[^/]*\.md\z")]
    [DataRow("**/a/**", PatternKind.Wildcards, @"^(.*/)?a/.*\z")]
    [DataRow("a[b-d]?", PatternKind.Wildcards, @"^a[b-d][^/]\z")]
    public void Patterns_are_compiled_as_by_moby(string pattern, object kind, string? expression)
    {
        PatternShape shape = PatternShape.Of(pattern, withExpression: true);

        Assert.AreEqual((PatternKind)kind, shape.Kind);
        Assert.IsFalse(shape.IsOdd);
        if (expression is not null)
            Assert.AreEqual(expression, shape.Expression);
    }

    [TestMethod]
    [DataRow("", ".")]
    [DataRow("a//b/./c/", "a/b/c")]
    [DataRow("a/../../b", "../b")]
    [DataRow("/../a", "/a")]
    [DataRow("/", "/")]
    public void Paths_are_cleaned_as_by_Go(string path, string cleaned) => Assert.AreEqual(cleaned, GoPath.Clean(path));

    [TestMethod]
    [DataRow("*", "", true)]
    [DataRow("a*b*c", "axxbxxc", true)]
    [DataRow("a*b*c", "axxbxx", false)]
    [DataRow("*ab", "aab", true)]
    [DataRow("?", "\U0001F600", true)]
    [DataRow("[^x]", "\U0001F600", true)]
    [DataRow("[a-c][0-9]", "b7", true)]
    [DataRow("abc", "ab", false)]
    [DataRow("ab", "abc", false)]
    public void Names_match_as_by_Go(string pattern, string name, bool matches) =>
        Assert.AreEqual(matches, GoGlob.IsMatch(pattern, name));
}
