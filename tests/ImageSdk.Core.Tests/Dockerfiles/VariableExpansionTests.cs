using CsCheck;
using ImageSdk.Dockerfiles;

namespace ImageSdk.Core.Tests.Dockerfiles;

[TestClass]
public class VariableExpansionTests
{
    private static readonly Dictionary<string, string> Variables = new()
    {
        ["X"] = "value",
        ["EMPTY"] = "",
        ["PATHS"] = "a/b/c.tar.gz",
        ["VERSION"] = "1.22.3-alpine",
        ["QUOTED"] = "a 'b' \"c\" \\d $X",
        ["GLOB"] = "a*b?c",
        ["LINES"] = "a\nb",
        ["É_1"] = "accent",
        ["1"] = "one",
    };

    [TestMethod]
    [DataRow("plain", "plain")]
    [DataRow("", "")]
    [DataRow("$X", "value")]
    [DataRow("${X}", "value")]
    [DataRow("a${X}b$X.c", "avaluebvalue.c")]
    [DataRow("$X_y", "")]
    [DataRow("$UNSET.", ".")]
    [DataRow("$", "$")]
    [DataRow("$.", "$.")]
    [DataRow("a$ b", "a$ b")]
    [DataRow("$É_1", "accent")]
    [DataRow("$10", "", DisplayName = "a number is a name")]
    [DataRow("$1a", "onea", DisplayName = "and ends at the first letter")]
    [DataRow("$$X", "X", DisplayName = "$$ is a parameter of the shell, and not set")]
    [DataRow("$@$*$#$?$-$!$0", "")]
    [DataRow("${X:-d}", "value")]
    [DataRow("${EMPTY:-d}", "d")]
    [DataRow("${EMPTY-d}", "")]
    [DataRow("${UNSET:-d}", "d")]
    [DataRow("${UNSET-d}", "d")]
    [DataRow("${UNSET:-}", "")]
    [DataRow("${UNSET:-$X}", "value")]
    [DataRow("${UNSET:-${UNSET2:-${X}s}}", "values")]
    [DataRow("${UNSET:-\"a } b\"}", "a } b")]
    [DataRow("${UNSET:-a\\}b}", "a}b")]
    [DataRow("${X:+a}", "a")]
    [DataRow("${X+a}", "a")]
    [DataRow("${EMPTY:+a}", "")]
    [DataRow("${EMPTY+a}", "a")]
    [DataRow("${UNSET:+a}", "")]
    [DataRow("${UNSET+a}", "")]
    [DataRow("${X:?no}", "value")]
    [DataRow("${EMPTY?no}", "")]
    public void Variables_are_replaced(string word, string expected) => Check(word, expected);

    [TestMethod]
    [DataRow("${PATHS#*/}", "b/c.tar.gz")]
    [DataRow("${PATHS##*/}", "c.tar.gz")]
    [DataRow("${PATHS%.*}", "a/b/c.tar")]
    [DataRow("${PATHS%%.*}", "a/b/c")]
    [DataRow("${PATHS#x}", "a/b/c.tar.gz")]
    [DataRow("${PATHS#?}", "/b/c.tar.gz")]
    [DataRow("${PATHS%??}", "a/b/c.tar.")]
    [DataRow("${PATHS##*}", "")]
    [DataRow("${PATHS%%*}", "")]
    [DataRow("${PATHS#}", "a/b/c.tar.gz")]
    [DataRow("${PATHS:#a}", "/b/c.tar.gz")]
    [DataRow("${VERSION%%-*}", "1.22.3")]
    [DataRow("${VERSION%.*}", "1.22")]
    [DataRow("${VERSION#*.*.}", "3-alpine")]
    [DataRow("${GLOB#a\\*}", "b?c")]
    [DataRow("${GLOB%\\?c}", "a*b")]
    [DataRow("${GLOB#*\\?}", "c")]
    [DataRow("${LINES#*b}", "a\nb", DisplayName = "wildcards stop at the end of a line")]
    [DataRow("${UNSET#a}", "")]
    public void Starts_and_ends_are_trimmed(string word, string expected) => Check(word, expected);

    [TestMethod]
    [DataRow("${PATHS/\\//-}", "a-b/c.tar.gz")]
    [DataRow("${PATHS//\\//-}", "a-b-c.tar.gz")]
    [DataRow("${VERSION/.*-/_}", "1_alpine")]
    [DataRow("${VERSION//[0-9]/x}", "1.22.3-alpine", DisplayName = "brackets are themselves")]
    [DataRow("${VERSION//2/}", "1..3-alpine")]
    [DataRow("${VERSION/?/}", ".22.3-alpine")]
    [DataRow("${X//*/z}", "z")]
    [DataRow("${X/nothing/z}", "value")]
    [DataRow("${X/value/$EMPTY}", "")]
    [DataRow("${X/al/a\\}b}", "va\\}bue", DisplayName = "escapes stay in the replacement")]
    [DataRow("${GLOB//\\*/x}", "axb?c")]
    public void Parts_are_replaced(string word, string expected) => Check(word, expected);

    [TestMethod]
    [DataRow("'$X'", "$X")]
    [DataRow("\"$X\"", "value")]
    [DataRow("\\$X", "$X")]
    [DataRow("\"\\$X\"", "$X")]
    [DataRow("\\'a", "'a")]
    [DataRow("\"a'b\"", "a'b")]
    [DataRow("'a\"b\\'", "a\"b\\")]
    [DataRow("\"a\\b\"", "a\\b")]
    [DataRow("\"a\\\\b\"", "a\\b")]
    [DataRow("\"a\\\"b\"", "a\"b")]
    [DataRow("a\\ b", "a b")]
    [DataRow("a\\", "a")]
    [DataRow("a  b", "a  b")]
    [DataRow("$QUOTED", "a 'b' \"c\" \\d $X", DisplayName = "values are not read again")]
    public void Quotes_and_escapes_are_removed(string word, string expected) => Check(word, expected);

    [TestMethod]
    public void A_backtick_escapes_when_it_is_the_escape_character() =>
        Assert.AreEqual("$X\\a", VariableExpansion.Of("`$X\\a", '`', Variables.GetValueOrDefault).Value);

    [TestMethod]
    [DataRow("'a", "the closing ' is missing")]
    [DataRow("\"a", "the closing \" is missing")]
    [DataRow("\"a\\", "the closing \" is missing")]
    [DataRow("${", "'}' is missing after '${'")]
    [DataRow("${X", "'}' is missing after '${X'")]
    [DataRow("${X:", "'}' is missing after '${X'")]
    [DataRow("${X:-a", "'}' is missing after '${X'")]
    [DataRow("${X/a", "'}' is missing after '${X'")]
    [DataRow("${X/a/b", "'}' is missing after '${X'")]
    [DataRow("\"${X\"", "'}' is missing after '${X'")]
    [DataRow("\"${X:$X\"", "'}' is missing after '${X'")]
    [DataRow("\"/a:${X/b\"", "'}' is missing after '${X'")]
    [DataRow("${X:-${X}", "'}' is missing")]
    [DataRow("${X/a}", "'/' is missing in ${…}")]
    [DataRow("${}", "no variable is named in ${…}")]
    [DataRow("${:-a}", "no variable is named in ${…}")]
    [DataRow("${{X}}", "no variable is named in ${…}")]
    [DataRow("${X:}b}", "':}' is not supported in ${…}")]
    [DataRow("${X^^}", "'^' is not supported in ${…}")]
    [DataRow("${X:1:2}", "':1' is not supported in ${…}")]
    [DataRow("${X#\\a}", "the pattern '\\a' has a backslash before a character that cannot be escaped")]
    [DataRow("${UNSET?}", "UNSET: it has no value")]
    [DataRow("${EMPTY:?}", "EMPTY: its value is empty")]
    [DataRow("${UNSET:?give me one}", "UNSET: give me one")]
    public void A_word_that_cannot_be_expanded_is_an_error(string word, string error)
    {
        var expansion = Expand(word);
        Assert.IsNull(expansion.Value);
        Assert.AreEqual(error, expansion.Error);
    }

    [TestMethod]
    public void The_variables_that_a_word_refers_to_are_known()
    {
        var expansion = Expand("$X ${UNSET:-$EMPTY} '$PATHS'");
        Sequence.AreEquivalent(expansion.Set, "X", "EMPTY");
        Sequence.AreEquivalent(expansion.Unset, "UNSET");
        Assert.AreEqual("NAME", Expand("${NAME:?}").MissingVariable);
    }

    [TestMethod]
    public void Any_word_gives_a_value_or_an_error() =>
        Texts.Words.Sample(
            word =>
            {
                var expansion = Expand(word);
                Assert.AreNotEqual(expansion.Value is null, expansion.Error is null);
            },
            iter: 20000);

    [TestMethod]
    public void A_word_in_single_quotes_is_itself() =>
        Texts.Words.Where(word => !word.Contains('\'')).Sample(word => Assert.AreEqual(word, Expand($"'{word}'").Value), iter: 2000);

    [TestMethod]
    public void What_is_trimmed_and_what_is_left_make_up_the_value() =>
        Gen.String[Gen.Char["ab./"], 0, 12].Select(Gen.String[Gen.Char["ab.?*"], 1, 4]).Sample(
            (value, pattern) =>
            {
                Assert.EndsWith(Trim("#"), value);
                Assert.EndsWith(Trim("##"), value);
                Assert.StartsWith(Trim("%"), value);
                Assert.StartsWith(Trim("%%"), value);
                Assert.IsLessThanOrEqualTo(Trim("#").Length, Trim("##").Length);
                Assert.IsLessThanOrEqualTo(Trim("%").Length, Trim("%%").Length);

                string Trim(string sign) => VariableExpansion.Of($"${{V{sign}{pattern}}}", '\\', _ => value).Value!;
            },
            iter: 5000);

    [TestMethod]
    public void Nesting_without_end_is_an_error_and_not_a_crash() =>
        Assert.AreEqual("variables are nested too deeply", Expand(string.Concat(Enumerable.Repeat("${UNSET:-", 20000)) + "}").Error);

    private static void Check(string word, string expected)
    {
        var expansion = Expand(word);
        Assert.IsNull(expansion.Error);
        Assert.AreEqual(expected, expansion.Value);
    }

    private static VariableExpansion Expand(string word) => VariableExpansion.Of(word, '\\', Variables.GetValueOrDefault);

    /// <summary>Each line doubles the value: without a limit, thirty of them fill any memory.</summary>
    [TestMethod]
    [DataRow("$A$A")]
    [DataRow("\"$A$A\"")]
    [DataRow("${A:-x}${A}")]
    [DataRow("${A:+$A$A}")]
    [DataRow("${A//x/$A}")]
    [DataRow("${A//?/xx}")]
    public void A_value_that_grows_has_an_end(string word)
    {
        var value = "xx";
        VariableExpansion expansion;
        for (var line = 0; ; line++)
        {
            expansion = VariableExpansion.Of(word, '\\', _ => value);
            if (expansion.Value is not { } longer) break;
            Assert.IsLessThan(40, line);
            value = longer;
        }

        Assert.IsLessThanOrEqualTo(128 * 1024, value.Length);
        StringAssert.Contains(expansion.Error, "128 KiB");
    }

    [TestMethod]
    public void A_pattern_over_a_long_value_ends_at_once()
    {
        var value = new string('a', 128 * 1024);

        Assert.IsNotNull(VariableExpansion.Of("${A//*a*a*b/x}", '\\', _ => value).Error);
        Assert.AreEqual("x", VariableExpansion.Of("${A%%a*}x", '\\', _ => value).Value);
    }
}
