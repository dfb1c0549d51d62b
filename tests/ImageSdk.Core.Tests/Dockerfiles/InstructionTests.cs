using ImageSdk.Dockerfiles;

namespace ImageSdk.Core.Tests.Dockerfiles;

[TestClass]
public class InstructionTests
{
    [TestMethod]
    [DataRow("ADD a /b", InstructionKind.Add)]
    [DataRow("ARG a", InstructionKind.Arg)]
    [DataRow("CMD a", InstructionKind.Cmd)]
    [DataRow("COPY a /b", InstructionKind.Copy)]
    [DataRow("ENTRYPOINT a", InstructionKind.Entrypoint)]
    [DataRow("ENV a=b", InstructionKind.Env)]
    [DataRow("EXPOSE 80", InstructionKind.Expose)]
    [DataRow("FROM a", InstructionKind.From)]
    [DataRow("HEALTHCHECK NONE", InstructionKind.Healthcheck)]
    [DataRow("LABEL a=b", InstructionKind.Label)]
    [DataRow("MAINTAINER me", InstructionKind.Maintainer)]
    [DataRow("ONBUILD RUN a", InstructionKind.Onbuild)]
    [DataRow("RUN a", InstructionKind.Run)]
    [DataRow("SHELL [\"sh\"]", InstructionKind.Shell)]
    [DataRow("STOPSIGNAL 9", InstructionKind.StopSignal)]
    [DataRow("USER me", InstructionKind.User)]
    [DataRow("VOLUME /a", InstructionKind.Volume)]
    [DataRow("WORKDIR /a", InstructionKind.Workdir)]
    public void Every_instruction_is_known_in_upper_and_lower_case(string text, InstructionKind kind)
    {
        Assert.AreEqual(kind, Tree.Instruction(text).Kind);
        var keyword = text.Split(' ')[0];
        Assert.AreEqual(kind, Tree.Instruction(keyword.ToLowerInvariant() + text[keyword.Length..]).Kind);
    }

    [TestMethod]
    [DataRow("EXPOSE 80/tcp   443\t53/udp", new[] { "80/tcp", "443", "53/udp" })]
    [DataRow("VOLUME /a /b", new[] { "/a", "/b" })]
    [DataRow("VOLUME [\"/a\", \"/b c\"]", new[] { "/a", "/b c" })]
    [DataRow("WORKDIR /with some space ", new[] { "/with some space" })]
    [DataRow("MAINTAINER A B <a@b>", new[] { "A B <a@b>" })]
    [DataRow("USER $APP:0", new[] { "$APP:0" })]
    [DataRow("HEALTHCHECK CMD curl -f http://x", new[] { "CMD", "curl -f http://x" })]
    [DataRow("HEALTHCHECK --interval=5s CMD [\"curl\", \"x\"]", new[] { "CMD", "curl", "x" })]
    [DataRow("HEALTHCHECK none", new[] { "none" })]
    [DataRow("RUN", new string[0])]
    [DataRow("CMD []", new string[0])]
    public void Arguments_are_split_as_the_instruction_asks(string text, string[] arguments) =>
        CollectionAssert.AreEqual(arguments, Tree.Values(Tree.Instruction(text).Arguments));

    [TestMethod]
    [DataRow("CMD [\"a\", \"b c\"]", new[] { "a", "b c" })]
    [DataRow("CMD [ \"a\" , \"b\" ]  ", new[] { "a", "b" })]
    [DataRow("CMD [\"\\\"q\\\" \\\\ \\/ \\b\\f\\n\\r\\t \\u00e9 \\ud83d\\ude00\"]", new[] { "\"q\" \\ / \b\f\n\r\t é 😀" })]
    [DataRow("CMD [\"a\", \\\n  # note\n  \"b\"]", new[] { "a", "b" })]
    [DataRow("SHELL [\"powershell\", \"-Command\"]", new[] { "powershell", "-Command" })]
    public void A_json_array_of_strings_is_the_exec_form(string text, string[] arguments)
    {
        var instruction = Tree.Instruction(text);
        Assert.IsTrue(instruction.IsExecForm);
        CollectionAssert.AreEqual(arguments, Tree.Values(instruction.Arguments));
    }

    [TestMethod]
    [DataRow("RUN ['a', 'b']")]
    [DataRow("RUN [\"a\", \"b\"")]
    [DataRow("RUN [\"a\", \"b\",]")]
    [DataRow("RUN [\"a\" \"b\"]")]
    [DataRow("RUN [\"a\"] && b")]
    [DataRow("RUN [\"C:\\windows\"]")]
    [DataRow("RUN [ -f /etc/os-release ]")]
    [DataRow("RUN [\"a\tb\"]")]
    [DataRow("RUN [\"\\u00g1\"]")]
    public void A_json_array_with_a_mistake_is_a_shell_form(string text)
    {
        var run = Tree.Instruction<RunInstruction>(text);
        Assert.IsFalse(run.IsExecForm);
        Assert.AreEqual(text[4..], run.Command?.Value);
    }

    [TestMethod]
    public void A_json_string_knows_where_it_is_written()
    {
        const string Text = "FROM scratch\nCMD [\"a\\n\", \\\n \"bc\"]";
        var arguments = Tree.Good(Text).Instructions[1].Arguments;
        Assert.AreEqual("\"a\\n\"", arguments[0].Text);
        Assert.AreEqual(new TextSpan(arguments[0].Span.Start + 2, 2), arguments[0].SpanOf(1, 1));
        Assert.AreEqual("base/Dockerfile(3,2)", arguments[1].Location.ToString());
        Assert.AreEqual("base/Dockerfile(3,4)", arguments[1].LocationOf(1).ToString());
    }

    [TestMethod]
    [DataRow("FROM a", "a", null, null)]
    [DataRow("FROM a:1 AS Base", "a:1", "Base", null)]
    [DataRow("from --platform=$BUILDPLATFORM a as base", "a", "base", "$BUILDPLATFORM")]
    [DataRow("FROM --platform= a", "a", null, null)]
    public void From_has_image_name_and_platform(string text, string image, string? name, string? platform)
    {
        var from = Tree.Instruction<FromInstruction>(text);
        Assert.AreEqual(image, from.Image?.Value);
        Assert.AreEqual(name, from.StageName?.Value);
        Assert.AreEqual(platform, from.Platform?.Value);
    }

    [TestMethod]
    public void Copy_has_sources_destination_and_excludes()
    {
        var copy = Tree.Instruction<CopyInstruction>("COPY --link --from=build --exclude=*.md --exclude=docs a b* /c/");
        Sequence.AreEqual(Tree.Values(copy.Sources), "a", "b*");
        Assert.AreEqual("/c/", copy.Destination?.Value);
        Assert.AreEqual("build", copy.From?.Value);
        Sequence.AreEqual(Tree.Values(copy.Excludes), "*.md", "docs");
    }

    [TestMethod]
    public void A_trigger_is_an_instruction_of_its_own()
    {
        var onbuild = Tree.Instruction<OnbuildInstruction>("ONBUILD COPY --chown=1 a /b");
        var trigger = (CopyInstruction)onbuild.Trigger!;
        Assert.AreEqual("base/Dockerfile(2,9)", trigger.Location.ToString());
        Assert.AreEqual("chown", trigger.Flags.Single().Name.Value);
        Assert.AreEqual("/b", trigger.Destination?.Value);
    }

    [TestMethod]
    public void Instructions_belong_to_their_stages()
    {
        var dockerfile = Tree.Good("ARG A\nFROM a AS one\nRUN x\nRUN y\nFROM one\nCMD z\n");
        Assert.AreEqual("A", dockerfile.GlobalArguments.Single().Assignments.Single().Name.Value);
        Sequence.AreEqual(dockerfile.Stages.Select(stage => stage.ToString()), "one", "1");
        Assert.HasCount(2, dockerfile.Stages[0].Instructions);
        Assert.HasCount(1, dockerfile.Stages[1].Instructions);
    }
}
