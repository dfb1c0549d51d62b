using System.Text;
using ImageSdk.Analysis;
using ImageSdk.Core.Tests.Planning;
using ImageSdk.Diagnostics;
using ImageSdk.Dockerfiles;
using ImageSdk.Storage;

namespace ImageSdk.Core.Tests.Dockerfiles;

/// <summary>A Dockerfile whose bytes are not UTF-8, which BuildKit cannot read or reads as another text.</summary>
[TestClass]
public sealed class EncodingTests
{
    [TestMethod]
    [DataRow("utf-16", true, "its text is UTF-16, not UTF-8")]
    [DataRow("utf-16", false, "its text is UTF-16, not UTF-8")]
    [DataRow("utf-16BE", true, "its text is UTF-16, not UTF-8")]
    [DataRow("utf-16BE", false, "its text is UTF-16, not UTF-8")]
    [DataRow("utf-32", true, "its text is UTF-32, not UTF-8")]
    [DataRow("utf-32", false, "its text is UTF-32, not UTF-8")]
    public void A_file_in_UTF16_has_one_error_at_its_start(string encoding, bool hasMark, string problem)
    {
        var bytes = Encoding.GetEncoding(encoding).GetBytes((hasMark ? "\uFEFF" : "") + "FROM scratch\nRNU true\n");

        var error = Parse(bytes).Diagnostics.Single();

        Assert.AreEqual(("IMG1001", 1, 1), (error.Descriptor.Code, error.Location.Line, error.Location.Column));
        StringAssert.Contains(error.Message, problem);
        StringAssert.Contains(error.Message, "Save the file as UTF-8.");
    }

    [TestMethod]
    [DataRow("FROM scratch\nRUN echo caf\u00E9\n", 2, 13)]
    [DataRow("FROM scratch\nRUN <<EOF\n# caf\u00E9\nEOF\n", 3, 6)]
    [DataRow("FROM scratch\nCOPY <<EOF /x\n\u00E9\u00E9\nEOF\n", 3, 1)]
    [DataRow("# \u00E9\nFROM scratch\nENV A=\"\u00FC\"\n", 3, 8)]
    [DataRow("# syntax=caf\u00E9\nFROM scratch\n", 1, 13)]
    [DataRow("FROM scratch\nRUN a \\\n# \u00E9\n  \u00E9\n", 4, 3)]
    public void A_character_of_Latin1_is_an_error_where_it_is(string text, int line, int column)
    {
        var error = Parse(Encoding.Latin1.GetBytes(text)).Diagnostics.Single();

        Assert.AreEqual(("IMG1001", line, column), (error.Descriptor.Code, error.Location.Line, error.Location.Column));
        StringAssert.Contains(error.Message, "not UTF-8 from here on, but perhaps Latin-1");
    }

    [TestMethod]
    public void The_column_counts_the_characters_before_it_and_other_errors_stay_in_the_order_of_the_text()
    {
        byte[] bytes = [.. "FROM scratch\nRNU a\nLABEL a=\U0001F600\u00E9"u8, 0xC3, .. "\nRNU b\n"u8];

        Sequence.AreEqual(Parse(bytes).Diagnostics.Select(error => (error.Location.Line, error.Location.Column)), (2, 1), (3, 12), (4, 1));
    }

    [TestMethod]
    [DataRow("FROM scratch\n# caf\u00E9\nRUN a \\\n  # \u00E9\n  b\n", "iso-8859-1")]
    [DataRow("\uFEFFFROM scratch\nRUN echo \uFFFD caf\u00E9\n", "utf-8")]
    public void Comments_and_all_that_is_UTF8_may_have_any_character(string text, string encoding) =>
        Assert.IsEmpty(Parse(Encoding.GetEncoding(encoding).GetBytes(text)).Diagnostics);

    [TestMethod]
    [DataRow("utf-16")]
    [DataRow("iso-8859-1")]
    public void A_plan_and_an_analysis_say_the_same(string encoding)
    {
        using var tree = new PlanningTree("FROM scratch\n");
        var path = tree.PathOf("Dockerfile");
        File.WriteAllText(path, "FROM scratch\nLABEL a=caf\u00E9\n", Encoding.GetEncoding(encoding));

        var planned = Assert.ThrowsExactly<DiagnosticException>(() => tree.Plan()).Diagnostics.Single();
        var analyzed = Analyzer.Analyze(new AnalysisInput { Dockerfile = path, ContextDirectory = Path.GetDirectoryName(path)! }).Errors.Single();

        Assert.AreEqual("IMG1001", planned.Descriptor.Code);
        Assert.AreEqual(planned.ToString(), analyzed.ToString());
    }

    private static Dockerfile Parse(byte[] bytes) => Dockerfile.Parse(FileText.Decode(bytes), "Dockerfile");
}
