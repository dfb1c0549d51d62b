using CsCheck;
using ImageSdk.References;

namespace ImageSdk.Core.Tests.References;

[TestClass]
public sealed class TagRangeTests
{
    [TestMethod]
    [DataRow("3.11.*", "3.11.4 3.11.10 3.11.9 3.12.0", "3.11.10")]
    [DataRow("3.*", "3 3.11 3.11.4 3.9.20 4.0 latest", "3.11.4")]
    [DataRow("*", "1.0 20.4 9.9.9.9 latest", "20.4")]
    [DataRow("1.2.3.*", "1.2.3.4 1.2.3.10 1.2.4", "1.2.3.10")]
    [DataRow("12.*-cudnn8-runtime-ubuntu22.04", "12.1.0-cudnn8-runtime-ubuntu22.04 12.3.1-cudnn8-devel-ubuntu22.04 "
        + "12.2.2-cudnn8-runtime-ubuntu20.04 11.8.0-cudnn8-runtime-ubuntu22.04 12.0.1-cudnn8-runtime-ubuntu22.04",
        "12.1.0-cudnn8-runtime-ubuntu22.04")]
    [DataRow("[3.11,3.12)-slim", "3.10-slim 3.11-slim 3.11.9-slim 3.12-slim 3.11.10-slim-bookworm", "3.11.9-slim")]
    [DataRow("(3.11,3.12]-slim", "3.11-slim 3.12-slim 3.12.1-slim", "3.12-slim")]
    [DataRow("[3.11,)", "3.10 3.11 3.14.1", "3.14.1")]
    [DataRow("(,3.11)", "3.10.2 3.11 3.9", "3.10.2")]
    [DataRow("[3.11]", "3.11.1 3.11 3.12", "3.11")]
    [DataRow("[3.*,3.12)", "3.11.2 3.12 4.0", "3.11.2")]
    [DataRow("22.04.*", "22.04 22.04.1 22.10", "22.04.1")]
    [DataRow("v1.*", "1.9 v1.2 v1.10 v2.0", "v1.10")]
    [DataRow("v[1.2,1.3)-alpine", "v1.2.9-alpine 1.2.10-alpine v1.2.10", "v1.2.9-alpine")]
    [DataRow("1.*", "v1.9 1.2", "1.2")]
    [DataRow("2024.*.alpine", "2024.1.alpine 2024.2.alpine 2024.3", "2024.2.alpine")]
    public void The_highest_version_in_the_range_with_the_same_rest_is_best(string range, string tags, string best) =>
        Assert.AreEqual(best, TagRange.Parse(range).Best(tags.Split(' ')));

    [TestMethod]
    [DataRow("3.*-slim", "3.13.0-rc.1-slim")]
    [DataRow("3.*-slim", "3.13.0rc1-slim")]
    [DataRow("3.*-slim", "3.13.0-alpha-slim")]
    [DataRow("3.*-slim", "3.13.0-slim-bookworm")]
    [DataRow("3.*-slim", "3.13.0-Slim")]
    [DataRow("3.*", "3.13.0-rc.1")]
    [DataRow("3.*", "3.13.0.4.5")]
    [DataRow("3.*", "3.x")]
    [DataRow("3.*", "latest")]
    [DataRow("3.*", "")]
    [DataRow("v3.*", "v")]
    [DataRow("12.*", "13.0")]
    [DataRow("*", "20240101123000999")]
    public void A_tag_outside_the_range_or_with_another_rest_is_never_taken(string range, string tag)
    {
        Assert.IsFalse(TagRange.Parse(range).Matches(tag));
        Assert.IsNull(TagRange.Parse(range).Best([tag]));
    }

    [TestMethod]
    [DataRow("3.*", "3.11,3.11.0,3", "3.11.0")]
    [DataRow("3.*", "3.11.0,3.11", "3.11.0")]
    [DataRow("22.*", "22.4,22.04", "22.4")]
    [DataRow("22.*", "22.04,22.4", "22.4")]
    public void Of_equal_versions_the_most_exact_tag_is_best_in_any_order(string range, string tags, string best) =>
        Assert.AreEqual(best, TagRange.Parse(range).Best(tags.Split(',')));

    [TestMethod]
    [DataRow("3.11-slim", false)]
    [DataRow("latest", false)]
    [DataRow("", false)]
    [DataRow("3.*", true)]
    [DataRow("[3,4)", true)]
    [DataRow("(3,4)-slim", true)]
    public void A_range_is_told_from_a_tag_by_characters_that_no_tag_has(string text, bool isRange) =>
        Assert.AreEqual(isRange, TagRange.IsRange(text));

    [TestMethod]
    [DataRow("3.11", "neither a '*' nor brackets")]
    [DataRow(null, "neither a '*' nor brackets")]
    [DataRow("[3.11,3.12", "closing")]
    [DataRow("[3.12,3.11]", "has no version in it")]
    [DataRow("[3.11,3.11)", "has no version in it")]
    [DataRow("(3.11)", "not a NuGet version range")]
    [DataRow("12*", "write '12.*'")]
    [DataRow("1.1.1.1.*", "not a NuGet version range")]
    [DataRow("slim-3.*", "'s' cannot stand")]
    [DataRow("[3.11-rc1,3.12)", "'-' cannot stand")]
    [DataRow("3.*.1", "must not go on with '.1'")]
    [DataRow("3.*1", "must not go on with '1'")]
    [DataRow("3.*-*", "without '*'")]
    [DataRow("[3,4) -slim", "without ' '")]
    [DataRow("[3,4),[5,6)", "without ','")]
    [DataRow("3.*-slim;x", "without ';'")]
    public void What_is_not_a_range_is_refused_with_the_reason(string? text, string reason)
    {
        Assert.IsFalse(TagRange.TryParse(text, out var range, out var error));
        Assert.IsNull(range);
        Assert.Contains(reason, error);
    }

    [TestMethod]
    public void Space_inside_the_brackets_makes_no_difference() =>
        Assert.AreEqual(TagRange.Parse("[3.11,3.12)-slim"), TagRange.Parse("[ 3.11, 3.12 )-slim"));

    [TestMethod]
    public void The_best_tag_is_one_of_the_tags_and_no_other_order_changes_it()
    {
        var tag = Gen.Select(Gen.OneOf("", "v"), Gen.Int[0, 3].Array[1, 5], Gen.OneOf("", "-slim", "-rc.1-slim"),
            (prefix, numbers, suffix) => prefix + string.Join('.', numbers) + suffix);
        var range = Gen.OneOf("1.*", "1.2.*-slim", "[1,3)-slim", "v[1.1,2.2]", "*", "v*-slim").Select(TagRange.Parse);

        Gen.Select(range, tag.Array[0, 12]).Sample((wanted, tags) =>
        {
            var best = wanted.Best(tags);
            Assert.AreEqual(best, wanted.Best(tags.Reverse()));
            Assert.AreEqual(best is null, !tags.Any(wanted.Matches));
            if (best is not null)
                Assert.Contains(best, tags.Where(wanted.Matches));
        });
    }
}
