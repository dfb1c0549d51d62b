using ImageSdk.Contexts;
using ImageSdk.Diagnostics;
using static ImageSdk.Tests.Contexts.TemporaryContext;

namespace ImageSdk.Tests.Contexts;

[TestClass]
public sealed class ContextSourceDiagnosticsTests
{
    [TestMethod]
    public void A_source_that_is_nowhere_is_an_error_at_its_instruction()
    {
        using var context = new TemporaryContext("a");

        Diagnostic problem = context.Diagnose("", Read("missing/file")).Single();

        Assert.AreEqual("IMG1006", problem.Descriptor.Code);
        Assert.AreEqual(DiagnosticSeverity.Error, problem.Descriptor.Severity);
        Assert.AreEqual(new SourceLocation("Dockerfile", 7, 1), problem.Location);
        StringAssert.Contains(problem.Message, "'missing/file' is not in the build context");
    }

    [TestMethod]
    [DataRow("docs/a.md", "'docs/a.md' exists, but line 2 of .dockerignore ('*/*.md')", "!docs/a.md")]
    [DataRow("obj", "'obj' exists, but line 3 of .dockerignore ('obj')", "!obj")]
    [DataRow("obj/deep/x", "'obj' exists, but line 3 of .dockerignore ('obj')", "!obj")]
    public void A_source_that_is_ignored_is_a_warning_that_names_the_line(string source, string expected, string advice)
    {
        using var context = new TemporaryContext("docs/a.md", "obj/deep/x");

        Diagnostic problem = context.Diagnose("# comment\n*/*.md\nobj\n!docs/keep", Read(source)).Single();

        Assert.AreEqual("IMG1006", problem.Descriptor.Code);
        StringAssert.Contains(problem.Message, expected);
        StringAssert.Contains(problem.Message, advice);
    }

    [TestMethod]
    public void A_source_above_the_context_is_a_warning_that_says_so()
    {
        using var context = new TemporaryContext("a");
        File.WriteAllText(Path.Combine(context.Root, "..", "outside"), "");

        StringAssert.Contains(context.Diagnose("", Read("../outside")).Single().Message, "lies outside the build context");
        Assert.AreEqual("", context.Find("", Read("../outside")));
    }

    [TestMethod]
    public void Bad_patterns_of_an_instruction_are_reported_at_it()
    {
        using var context = new TemporaryContext("a");

        Assert.AreEqual("IMG1006", context.Diagnose("", Read("[")).Single().Descriptor.Code);
        Assert.AreEqual("IMG1005", context.Diagnose("", Read(".", "[")).Single().Descriptor.Code);
        Assert.AreEqual(7, context.Diagnose("", Read(".", "[")).Single().Location.Line);
    }

    [TestMethod]
    public void A_context_that_does_not_exist_is_an_error()
    {
        (IReadOnlyList<ContextEntry> entries, IReadOnlyList<Diagnostic> diagnostics) =
            ContextSources.Find(Path.Combine(Path.GetTempPath(), "imagesdk-no-such-context"), IgnoreFile.None, [Read(".")]);

        Assert.IsEmpty(entries);
        Assert.AreEqual("IMG1007", diagnostics.Single().Descriptor.Code);
    }
}
