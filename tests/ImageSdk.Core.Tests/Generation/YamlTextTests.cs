using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using ImageSdk.Generation.Compose;

namespace ImageSdk.Core.Tests.Generation;

[TestClass]
public sealed class YamlTextTests
{
    [TestMethod]
    [DataRow("plain/text-1.0", "plain/text-1.0")]
    [DataRow("localhost:5000/a@sha256:12", "localhost:5000/a@sha256:12")]
    [DataRow("", "\"\"")]
    [DataRow("8080", "\"8080\"")]
    [DataRow("1:30", "\"1:30\"")]
    [DataRow("No", "\"No\"")]
    [DataRow("null", "\"null\"")]
    [DataRow("~", "\"~\"")]
    [DataRow("-c", "\"-c\"")]
    [DataRow("a: b", "\"a: b\"")]
    [DataRow("a:", "\"a:\"")]
    [DataRow("a #b", "\"a #b\"")]
    [DataRow("*a", "\"*a\"")]
    [DataRow("a\n", "\"a\\n\"")]
    [DataRow("\"\\\t\u0001é", "\"\\\"\\\\\\t\\u0001é\"")]
    public void A_text_is_quoted_unless_any_reader_takes_it_for_a_text(string value, string expected) =>
        Assert.AreEqual($"a:\n  - {expected}\n", YamlText.Write(new JsonObject { ["a"] = new JsonArray(value) }));

    /// <summary>In double quotes only escapes are used that JSON has, too, and nothing that any YAML takes for the end of a line.</summary>
    [TestMethod]
    public void Any_text_can_be_read_back() => HostileText.Any.Sample(
        value =>
        {
            var line = YamlText.Write(new JsonObject { ["a"] = value });
            Assert.AreEqual(1, line.Count(c => c is '\n' or '\r' or '\u0085' or '\u2028' or '\u2029'), line);
            var text = line["a: ".Length..^1];
            if (!value.Replace("😀", "", StringComparison.Ordinal).Contains('\ud83d')) Assert.AreEqual(value, text.StartsWith('"') ? JsonSerializer.Deserialize<string>(text) : text);
        },
        iter: 3000);

    [TestMethod]
    public void What_is_in_each_other_is_indented_and_what_is_empty_stands_on_its_line() => Assert.AreEqual(
        "a:\n  - b: c\n    d:\n      - e\n  - {}\n\"1\": {}\nf: []\ng:\nh: 2\n",
        YamlText.Write(new JsonObject
        {
            ["a"] = new JsonArray(new JsonObject { ["b"] = "c", ["d"] = new JsonArray("e") }, new JsonObject()),
            ["1"] = new JsonObject(), ["f"] = new JsonArray(), ["g"] = null, ["h"] = 2,
        }));
}
