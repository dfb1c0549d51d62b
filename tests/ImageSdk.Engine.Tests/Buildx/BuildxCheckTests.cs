using ImageSdk.Engine.Buildx;

namespace ImageSdk.Engine.Tests.Buildx;

[TestClass]
public sealed class BuildxCheckTests
{
    [TestMethod]
    public void Warnings_are_read_also_of_a_check_that_did_not_come_to_its_end()
    {
        var check = BuildxCheck.Read("""
            {"warnings":[{"ruleName":"StageNameCasing","description":"Stage names","url":"https://e/s","detail":"Stage 'A'","location":{"ranges":[{"start":{"line":4},"end":{"line":5}}]}},
                         {"ruleName":"Other","location":{}}],
             "buildError":{"message":"par: not found"}}
            """, "");

        Assert.AreEqual("StageNameCasing|Stage names|Stage 'A'|https://e/s|4", string.Join('|', check.Warnings[0].Rule, check.Warnings[0].Title, check.Warnings[0].Message, check.Warnings[0].Url, check.Warnings[0].Line));
        Assert.AreEqual(0, check.Warnings[1].Line);
        Assert.AreEqual("par: not found", check.Problem);
    }

    [TestMethod]
    public void Warnings_that_the_Dockerfile_makes_errors_are_no_problem_of_the_check() =>
        Assert.AreEqual("", BuildxCheck.Read("""{"warnings":[],"buildError":{"message":"lint violation found for rules: X"}}""", "").Problem);

    [TestMethod]
    [DataRow("unknown flag: --call\n", "unknown flag: --call")]
    [DataRow("", "docker buildx says nothing")]
    public void No_answer_is_a_problem(string error, string problem) => Assert.AreEqual(problem, BuildxCheck.Read("", error).Problem);

    [TestMethod]
    public void It_is_asked_with_the_names_and_arguments_of_a_build() => CollectionAssert.AreEqual(
        new[] { "build", "--call=check,format=json", "--file=/a/Dockerfile", "--builder=b", "--target=t", "--platform=linux/arm64", "--build-arg=X=1", "--build-context=n=docker-image://n@sha256:1", "/a" },
        BuildxCheck.Arguments(new BuildxCheckRequest
        {
            Dockerfile = "/a/Dockerfile",
            ContextDirectory = "/a",
            Builder = "b",
            Target = "t",
            Platform = "linux/arm64",
            BuildArguments = new Dictionary<string, string> { ["X"] = "1" },
            NamedContexts = new Dictionary<string, string> { ["n"] = "docker-image://n@sha256:1" },
        }).ToArray());

    [TestMethod]
    public void Cache_mounts_are_read_with_commands_of_several_lines_and_the_fullest_of_an_id()
    {
        var sizes = CacheMountUsage.Read("""
            ID:           a
            Size:         12.29kB
            Description:  cached mount /c from exec /bin/sh -c set -e
            Size: 9GB
            echo with id "x" with id "//var/cache/apt"
            Type:         exec.cachemount

            ID:           b
            Size:         3.011MB
            Description:  cached mount /c from exec /bin/sh -c true with id "//var/cache/apt"

            ID:           c
            Size:         0B
            Description:  cached mount /c from exec /bin/sh -c true with id "ns/pip"
            Total:  4MB
            """);

        Assert.AreEqual("//var/cache/apt=3011000 ns/pip=0", string.Join(' ', sizes.OrderBy(size => size.Key, StringComparer.Ordinal).Select(size => $"{size.Key}={size.Value}")));
    }
}
