using System.Globalization;
using ImageSdk.Diagnostics;

namespace ImageSdk.Core.Tests.Messages;

[TestClass]
public sealed class ForeignTextTests
{
    [TestMethod]
    [DataRow("plain, é, 漢字, 👩‍🔬 and עברית", "plain, é, 漢字, 👩‍🔬 and עברית")]
    [DataRow("\u001b[1;31mred\u001b[0m", "red")]
    [DataRow("\u001b]0;a title\u0007text", "text")]
    [DataRow("\u001b]8;;https://evil.example\u001b\\link\u001b]8;;\u001b\\", "link")]
    [DataRow("\u001b[2J\u001b[Hgone", "gone")]
    [DataRow("\u009b31mred", "red")]
    [DataRow("\u001bPdevice\u001b\\text", "text")]
    [DataRow("\u001b(Btext\u001bc", "text")]
    [DataRow("\u001b]52;c;not closed", "52;c;not closed")]
    [DataRow("last\u001b", "last\uFFFD")]
    [DataRow("a\u0007b\u0000c\u007fd\u0085e", "a\uFFFDb\uFFFDc\uFFFDd\uFFFDe")]
    [DataRow("admin\u202Egnp.exe\u2066x\u200F", "admin\uFFFDgnp.exe\uFFFDx\uFFFD")]
    [DataRow("\uFEFFzero\u200Bwidth", "\uFEFFzero\uFFFDwidth")]
    [DataRow("one\r\ntwo\n\tthree", "one\r\ntwo\n\tthree")]
    [DataRow("one\rtwo", "one\uFFFDtwo")]
    [DataRow("one\u2028two", "one\uFFFDtwo")]
    public void What_a_terminal_would_obey_is_gone_and_all_else_stays(string text, string expected) => Assert.AreEqual(expected, ForeignText.Clean(text));

    [TestMethod]
    [DataRow("##vso[task.setvariable variable=PATH]/evil", "# #vso[task.setvariable variable=PATH]/evil")]
    [DataRow("text ##VSO[task.complete result=Succeeded;]", "text # #VSO[task.complete result=Succeeded;]")]
    [DataRow("##[set-env name=A]b", "# #[set-env name=A]b")]
    [DataRow("text ##[error]no\n##[group]a", "text # #[error]no\n# #[group]a")]
    [DataRow("###[error]", "## #[error]")]
    [DataRow("##teamcity[setParameter name='a' value='b']", "# #teamcity[setParameter name='a' value='b']")]
    [DataRow("::set-env name=PATH::/evil", ": :set-env name=PATH::/evil")]
    [DataRow("  step failed:\n  \t\u00A0::add-path::/evil\r\n::stop-commands::x", "  step failed:\n  \t\u00A0: :add-path::/evil\r\n: :stop-commands::x")]
    [DataRow("\n\n:::error::x", "\n\n: ::error::x")]
    [DataRow("#\u001b[0m#vso[task.setvariable variable=A]b", "# #vso[task.setvariable variable=A]b")]
    [DataRow(":\u001b[0m:error::x", ": :error::x")]
    [DataRow("std::vector, ## heading, #[1] and a::b", "std::vector, ## heading, #[1] and a::b")]
    public void What_a_CI_server_would_execute_is_only_text(string text, string expected)
    {
        Assert.AreEqual(expected, ForeignText.Clean(text));
        Assert.AreEqual(expected, ForeignText.Message(text));
    }

    [TestMethod]
    public void Half_a_character_is_none() => Assert.AreEqual("a\uFFFDb\uFFFD", ForeignText.Clean("a\ud800b\udc00"));

    [TestMethod]
    [DataRow("  a\r\nerror IMG0001: forged\t\u001b[0m ", "a  error IMG0001: forged")]
    [DataRow("", "")]
    [DataRow("\n", "")]
    public void A_quoted_text_is_one_line(string text, string expected) => Assert.AreEqual(expected, ForeignText.Line(text));

    [TestMethod]
    public void A_quoted_text_is_short_and_its_characters_are_whole()
    {
        Assert.AreEqual(new string('a', 200) + "…", ForeignText.Line(new string('a', 500_000)));
        Assert.AreEqual(new string('a', 199) + "…", ForeignText.Line(new string('a', 199) + "😀😀"));
        Assert.AreEqual("    at f()", ForeignText.Line("    at f() ", keepsIndent: true));
    }

    [TestMethod]
    public void A_message_keeps_its_start_and_its_end()
    {
        var value = new string('x', 500_000);

        var message = ForeignText.Message($"ImageTarget is '{value}'. Write a name.");

        Assert.IsLessThan(8100, message.Length);
        StringAssert.StartsWith(message, "ImageTarget is 'xxx");
        StringAssert.EndsWith(message, "xxx'. Write a name.");
        StringAssert.Contains(message, "characters left out");
    }

    [TestMethod]
    public void Nothing_that_a_terminal_obeys_is_left_of_any_text()
    {
        var random = new Random(4);
        const string pieces = "##::vso\u001b\u009b[]()PX^_0;1mHJ\u0007\\\r\n\t\u202e\u2066\u200f\ud83d\ude00a é\u0000\u007f";
        for (var round = 0; round < 20_000; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(40)).Select(_ => pieces[random.Next(pieces.Length)]));
            foreach (var clean in (string[])[ForeignText.Clean(text), ForeignText.Line(text), ForeignText.Message(text)])
            {
                Assert.IsFalse(clean.Where((c, i) => (char.IsControl(c) && c is not ('\n' or '\t') && !(c == '\r' && i + 1 < clean.Length && clean[i + 1] == '\n'))
                    || char.GetUnicodeCategory(c) == UnicodeCategory.Format).Any(), Uri.EscapeDataString(text));
            }

            foreach (var line in (ForeignText.Clean(text) + "\n" + ForeignText.Message(text)).Split('\n'))
                Assert.IsFalse(line.TrimStart().StartsWith("::", StringComparison.Ordinal) || line.Contains("##[", StringComparison.Ordinal) || line.Contains("##vso[", StringComparison.Ordinal), Uri.EscapeDataString(text));

            Assert.AreEqual(ForeignText.Clean(text), ForeignText.Clean(ForeignText.Clean(text)));
        }
    }
}
