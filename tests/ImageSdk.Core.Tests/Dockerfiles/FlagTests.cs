using ImageSdk.Dockerfiles;

namespace ImageSdk.Core.Tests.Dockerfiles;

[TestClass]
public class FlagTests
{
    [TestMethod]
    [DataRow("COPY --from=a b c", "from", "a")]
    [DataRow("COPY --from=\"a\" b c", "from", "a")]
    [DataRow("COPY --chown=\"a b\":c d e", "chown", "a b:c")]
    [DataRow("COPY --chown=a\\ b d e", "chown", "a b")]
    [DataRow("COPY --chown= d e", "chown", "")]
    [DataRow("COPY --link d e", "link", null)]
    [DataRow("COPY --link=False d e", "link", "False")]
    [DataRow("COPY   --parents\t d e", "parents", null)]
    [DataRow("RUN --network=none a", "network", "none")]
    [DataRow("RUN --security=insecure a", "security", "insecure")]
    [DataRow("ADD --checksum=sha256:00 https://x /y", "checksum", "sha256:00")]
    [DataRow("ADD --keep-git-dir=true git@x:y /z", "keep-git-dir", "true")]
    [DataRow("HEALTHCHECK --start-period=1m CMD a", "start-period", "1m")]
    public void A_flag_has_name_and_value_without_quotes(string text, string name, string? value)
    {
        var flag = Tree.Instruction(text).Flags.Single();
        Assert.AreEqual(name, flag.Name.Value);
        Assert.AreEqual(value, flag.Value?.Value);
    }

    [TestMethod]
    [DataRow("RUN -- --x", "--x")]
    [DataRow("RUN --network=host -- a", "a")]
    [DataRow("RUN a --x", "a --x")]
    [DataRow("RUN -x", "-x")]
    public void Flags_end_at_the_first_word_that_is_none(string text, string command) =>
        Assert.AreEqual(command, Tree.Instruction<RunInstruction>(text).Command?.Value);

    [TestMethod]
    public void A_flag_knows_where_it_and_its_value_are_written()
    {
        const string Text = "FROM scratch\nCOPY --link \\\n  --chown=\"a b\" c d\n";
        var flag = Tree.Good(Text).Instructions[1].FindFlag("chown")!;
        Assert.AreEqual("--chown=\"a b\"", Text.Substring(flag.Span.Start, flag.Span.Length));
        Assert.AreEqual("chown", flag.Name.Text);
        Assert.AreEqual("\"a b\"", flag.Value?.Text);
        Assert.AreEqual("base/Dockerfile(3,11)", flag.Value?.Location.ToString());
    }

    [TestMethod]
    public void Mounts_are_taken_apart()
    {
        var mounts = Tree.Instruction<RunInstruction>(
            "RUN --mount=type=cache,target=/root/.cache,sharing=locked --mount=from=build,src=/out,dst=/in,ro --mount=type=secret,id=npm a").Mounts;
        Assert.HasCount(3, mounts);
        Assert.AreEqual("cache", mounts[0].Type);
        Assert.AreEqual("/root/.cache", mounts[0].Target?.Value);
        Assert.AreEqual("locked", mounts[0].Find("sharing")?.Value?.Value);
        Assert.AreEqual("bind", mounts[1].Type);
        Assert.AreEqual("build", mounts[1].From?.Value);
        Assert.AreEqual("/out", mounts[1].Source?.Value);
        Assert.AreEqual("/in", mounts[1].Target?.Value);
        Assert.IsNull(mounts[1].Find("ro")?.Value);
        Assert.AreEqual("secret", mounts[2].Type);
        Assert.AreEqual("build", mounts[1].From?.Text);
        Assert.AreEqual("base/Dockerfile(2,72)", mounts[1].From?.Location.ToString());
    }

    [TestMethod]
    [DataRow("--mount=target=/a,target=/b", "/b", DisplayName = "the last of a key counts")]
    [DataRow("--mount=\\\"target=/a,b\\\",ro", "/a,b", DisplayName = "quotes of CSV")]
    [DataRow("--mount=\\\"target=/a\\\"\\\"b\\\"", "/a\"b", DisplayName = "doubled quotes of CSV")]
    public void Mount_options_are_a_line_of_csv(string flag, string target) =>
        Assert.AreEqual(target, Tree.Instruction<RunInstruction>($"RUN {flag} x").Mounts.Single().Target?.Value);
}
