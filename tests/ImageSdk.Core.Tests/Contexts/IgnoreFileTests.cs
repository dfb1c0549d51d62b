using ImageSdk.Contexts;
using ImageSdk.Diagnostics;

namespace ImageSdk.Tests.Contexts;

[TestClass]
public sealed class IgnoreFileTests
{
    [TestMethod]
    [DataRow("utf-16", 1, 1, "its text is UTF-16")]
    [DataRow("iso-8859-1", 3, 4, "not UTF-8 from here on")]
    public void A_file_in_another_encoding_is_an_error_at_the_first_character_that_shows_it(string encoding, int line, int column, string problem)
    {
        using var context = new TemporaryContext();
        File.WriteAllText(Path.Combine(context.Root, ".dockerignore"), "# caf\u00E9\na\ncaf\u00E9\ncaf\u00E9\n", System.Text.Encoding.GetEncoding(encoding));

        var error = Assert.ThrowsExactly<DiagnosticException>(() => IgnoreFile.Load(context.Root)).Diagnostics.Single();

        Assert.AreEqual(("IMG1005", line, column), (error.Descriptor.Code, error.Location.Line, error.Location.Column));
        StringAssert.Contains(error.Message, problem);
    }

    [TestMethod]
    public void A_comment_in_another_encoding_is_no_error()
    {
        using var context = new TemporaryContext();
        File.WriteAllText(Path.Combine(context.Root, ".dockerignore"), "# caf\u00E9\nbin\n", System.Text.Encoding.Latin1);

        Assert.IsTrue(IgnoreFile.Load(context.Root).IsIgnored("bin"));
    }

    [TestMethod]
    [DataRow("bin", "bin", true)]
    [DataRow("bin", "bin/app", true)]
    [DataRow("bin", "src/bin", false)]
    [DataRow("/bin", "bin/app", true)]
    [DataRow("bin/", "bin", true)]
    [DataRow("./bin/../obj/", "obj/x", true)]
    [DataRow("../bin", "bin", false)]
    [DataRow("/", "bin", false)]
    [DataRow(".", "bin", false)]
    [DataRow("*.md", "a.md", true)]
    [DataRow("*.md", "docs/a.md", false)]
    [DataRow("*/*.md", "docs/a.md", true)]
    [DataRow("*", "docs/deep/a.md", true)]
    [DataRow("a?c", "abc", true)]
    [DataRow("a?c", "a\U0001F600c", true)]
    [DataRow("a?c", "a/c", false)]
    [DataRow("a[b-d]e", "ace", true)]
    [DataRow("a[b-d]e", "aae", false)]
    [DataRow("a[^b-d]e", "aae", true)]
    [DataRow("[a-\u03B6]x", "\u03B1x", true)]
    [DataRow("a.c", "abc", false)]
    [DataRow("a(b)+$.whl*", "a(b)+$.whl.asc", true)]
    [DataRow("**", "any/thing", true)]
    [DataRow("**/", "any/thing", true)]
    [DataRow("**/bin", "bin", true)]
    [DataRow("**/bin", "src/app/bin/debug/x", true)]
    [DataRow("**/bin", "cabin", false)]
    [DataRow("**bin", "src/cabin", true)]
    [DataRow("**/*.log", "x.log", true)]
    [DataRow("**/*.log", "a/b/x.log", true)]
    [DataRow("**/*.log", "a/b/x.logs", false)]
    [DataRow("a/**/z", "a/z", true)]
    [DataRow("a/**/z", "a/b/c/z", true)]
    [DataRow("a/**/z", "a/b/c/zz", false)]
    [DataRow("a/**", "a", false)]
    [DataRow("a/**", "a/b/c", true)]
    [DataRow("a**/x", "abc/d/x", true)]
    [DataRow("a**x", "abx", false)]
    [DataRow("a**", "abc/d/x", true)]
    [DataRow("**/a*b*c*d*e*/f", "axbxcxdxexxx/f", true)]
    [DataRow("**/a*b*c*d*e*/f", "x/axbxcxdxexxx/fff", false)]
    [DataRow("  spaced  ", "spaced", true)]
    [DataRow("#comment", "#comment", false)]
    [DataRow(" #pattern", "#pattern", true)]
    [DataRow("\uFEFFbin\r\nobj\r\n", "bin", true)]
    [DataRow("\uFEFFbin\r\nobj\r\n", "obj", true)]
    [DataRow("\n\n*.md\n!README.md", "README.md", false)]
    [DataRow("!README.md\n*.md", "README.md", true)]
    [DataRow("*.md\n! /README.md", "README.md", false)]
    [DataRow("docs\n!docs/a.md", "docs/a.md", false)]
    [DataRow("docs\n!docs/a.md", "docs/b.md", true)]
    [DataRow("docs\n!docs/keep\ndocs/keep/x", "docs/keep/y", false)]
    [DataRow("docs\n!docs/keep\ndocs/keep/x", "docs/keep/x", true)]
    [DataRow("**\n!src/**", "src/a/b", false)]
    [DataRow("**\n!src/**", "src", true)]
    [DataRow("!!bin\nbin", "bin", true)]
    public void A_path_is_ignored_as_by_moby(string rules, string path, bool ignored) =>
        Assert.AreEqual(ignored, IgnoreFile.Parse(rules, ".dockerignore").IsIgnored(path));

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    [DataRow("a\\*b", "a*b", true)]
    [DataRow("a\\*b", "axb", false)]
    [DataRow("a\\\\*", "a\\b", true)]
    [DataRow("[\\]a]x", "]x", true)]
    [DataRow("\\!bin", "!bin", true)]
    [DataRow("src\\Data", "src\\Data", false)]
    public void A_backslash_escapes_as_by_moby(string rules, string path, bool ignored) =>
        Assert.AreEqual(ignored, IgnoreFile.Parse(rules, ".dockerignore").IsIgnored(path));

    [TestMethod]
    [DataRow("a|b*", "a/and/more", true, DisplayName = "a bar in a wildcard pattern is an alternative")]
    [DataRow("a|b", "a", false, DisplayName = "a bar in a plain pattern is a bar")]
    [DataRow("a|b", "a|b", true)]
    [DataRow("^a*", "ab", true, DisplayName = "a caret in a wildcard pattern is an anchor")]
    [DataRow("*.{js,ts}", "x.js", false)]
    [DataRow("*.{js,ts}", "x.{js,ts}", true)]
    [DataRow("a{2}*", "aa", true, DisplayName = "a number in braces is a repetition")]
    [DataRow("x[*]", "x*", false, DisplayName = "a wildcard in a class is a wildcard")]
    public void The_oddities_of_moby_are_kept(string rules, string path, bool ignored) =>
        Assert.AreEqual(ignored, IgnoreFile.Parse(rules, ".dockerignore").IsIgnored(path));

    [TestMethod]
    public void An_exception_that_came_too_early_for_a_directory_does_not_apply_to_what_is_in_it() =>
        // Held against the whole path, "!x" would match its directory; a walk has passed "x" before anything was ignored.
        Assert.IsTrue(IgnoreFile.Parse("x/y\n!x", ".dockerignore").IsIgnored("x/y"));

    [TestMethod]
    [DataRow("[", 1)]
    [DataRow("a[]b]", 1)]
    [DataRow("# fine\n\nbin\n  [-x]", 4)]
    [DataRow("[z-a]", 1)]
    [DataRow("!", 1)]
    [DataRow("bin\n!/", 2)]
    [DataRow("a{3}{4}*", 1)]
    public void A_line_that_is_no_pattern_is_an_error_at_its_line(string rules, int line)
    {
        Diagnostic problem = Assert.ThrowsExactly<DiagnosticException>(() => IgnoreFile.Parse(rules, "x/.dockerignore")).Diagnostics.Single();

        Assert.AreEqual("IMG1005", problem.Descriptor.Code);
        Assert.AreEqual("x/.dockerignore", problem.Location.File);
        Assert.AreEqual(line, problem.Location.Line);
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    [DataRow("trailing\\")]
    [DataRow("src\\Release")]
    public void A_backslash_that_escapes_nothing_is_an_error(string rules) =>
        Assert.ThrowsExactly<DiagnosticException>(() => IgnoreFile.Parse(rules, ".dockerignore"));

    [TestMethod]
    public void All_lines_that_are_no_patterns_are_named_at_once() =>
        Assert.HasCount(2, Assert.ThrowsExactly<DiagnosticException>(() => IgnoreFile.Parse("[\nbin\n!", "f")).Diagnostics);

    [TestMethod]
    public void The_rule_that_decides_is_known_with_its_line()
    {
        var file = IgnoreFile.Parse("*.md\n# note\n docs/ \n!docs/keep", ".dockerignore");

        IgnoreRule? rule = file.FindRule("docs/a.md");

        Assert.AreEqual(new IgnoreRule("docs/", new SourceLocation(".dockerignore", 3, 2)), rule);
        Assert.IsNull(file.FindRule("docs/keep/x"));
    }

    [TestMethod]
    public void The_Dockerfile_s_own_ignore_file_replaces_the_context_s()
    {
        using var context = new TemporaryContext("deploy/Dockerfile");
        context.Write(".dockerignore", "a");
        string dockerfile = context.PathOf("deploy/Dockerfile");

        IgnoreFile common = IgnoreFile.Load(context.Root, dockerfile);
        context.Write("deploy/Dockerfile.dockerignore", "b");
        IgnoreFile own = IgnoreFile.Load(context.Root, dockerfile);

        Assert.AreEqual(context.PathOf(".dockerignore"), common.Path);
        Assert.IsTrue(common.IsIgnored("a"));
        Assert.AreEqual(dockerfile + ".dockerignore", own.Path);
        Assert.IsFalse(own.IsIgnored("a"));
        Assert.IsTrue(own.IsIgnored("b"));
    }

    [TestMethod]
    public void Without_an_ignore_file_nothing_is_ignored()
    {
        using var context = new TemporaryContext("a");

        Assert.AreSame(IgnoreFile.None, IgnoreFile.Load(context.Root));
        Assert.IsFalse(IgnoreFile.None.IsIgnored("a"));
    }
}
