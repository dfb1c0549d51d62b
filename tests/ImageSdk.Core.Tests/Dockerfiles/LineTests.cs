using ImageSdk.Dockerfiles;

namespace ImageSdk.Core.Tests.Dockerfiles;

[TestClass]
public class LineTests
{
    [TestMethod]
    [DataRow("RUN a \\\n  b", "a   b", DisplayName = "backslash")]
    [DataRow("RUN a \\\r\n  b\r\n", "a   b", DisplayName = "CRLF")]
    [DataRow("RUN a \\ \t\n  b", "a   b", DisplayName = "blanks after the backslash")]
    [DataRow("RUN a\\\nb", "ab", DisplayName = "in the middle of a word")]
    [DataRow("RUN a \\\n# note\nb", "a b", DisplayName = "a comment between")]
    [DataRow("RUN a \\\n   # note \\\nb", "a b", DisplayName = "an indented comment, whose backslash continues nothing")]
    [DataRow("RUN a \\\n\n  \n b", "a  b", DisplayName = "empty lines between")]
    [DataRow("RUN a \\\n\\\nb", "a b", DisplayName = "a line of the backslash alone")]
    [DataRow("RUN a \\\n", "a", DisplayName = "the end of the file")]
    [DataRow("\\\nRUN a", "a", DisplayName = "before the keyword")]
    [DataRow("R\\\nUN a", "a", DisplayName = "inside the keyword")]
    [DataRow("   RUN a", "a", DisplayName = "indented")]
    [DataRow("RUN\ta\t", "a", DisplayName = "tabs")]
    public void A_continued_line_is_read_as_one(string text, string command) =>
        Assert.AreEqual(command, Tree.Instruction<RunInstruction>(text).Command?.Value);

    [TestMethod]
    [DataRow("RUN a \\\\\nCMD b", "a \\\\")]
    [DataRow("RUN a \\b\nCMD b", "a \\b")]
    public void A_doubled_or_inner_backslash_does_not_continue_the_line(string text, string command)
    {
        var dockerfile = Tree.Good("FROM scratch\n" + text);
        Assert.HasCount(3, dockerfile.Instructions);
        Assert.AreEqual(command, dockerfile.Instructions[1].Arguments[0].Value);
    }

    [TestMethod]
    public void Empty_and_comment_lines_inside_an_instruction_are_kept_for_the_analysis()
    {
        var run = Tree.Instruction("# above\nRUN a \\\n\n  # inside\n  b\n# below\n");
        Assert.HasCount(1, run.EmptyContinuations);
        Assert.AreEqual("inside", run.InnerComments.Single().Value);
        Assert.AreEqual(5, run.InnerComments.Single().Location.Line);
        Assert.AreEqual("above", run.LeadingComments.Single().Value);
        Sequence.AreEqual(Tree.Good("FROM scratch\n# above\nRUN a \\\n\n  # inside\n  b\n# below\n").Comments.Select(comment => comment.Value), "above", "inside", "below");
    }

    [TestMethod]
    public void A_backtick_continues_lines_after_the_escape_directive()
    {
        var dockerfile = Tree.Good("# escape=`\nFROM scratch\nRUN a `\n  C:\\\nRUN b");
        Assert.AreEqual('`', dockerfile.Escape);
        Assert.AreEqual("a   C:\\", dockerfile.Instructions[1].Arguments[0].Value);
        Assert.HasCount(3, dockerfile.Instructions);
    }

    [TestMethod]
    public void A_byte_order_mark_is_kept_and_takes_no_column()
    {
        var dockerfile = Tree.Good("\uFEFFFROM scratch\r\nRUN a\r\n");
        Assert.AreEqual("FROM", dockerfile.Instructions[0].Keyword.Value);
        Assert.AreEqual(1, dockerfile.Instructions[0].Location.Column);
        Assert.AreEqual(6, dockerfile.Stages[0].From.Image!.Location.Column);
        Assert.AreEqual("a", dockerfile.Instructions[1].Arguments[0].Value);
        Assert.AreEqual("\uFEFFFROM scratch\r\nRUN a\r\n", dockerfile.ToString());
    }

    [TestMethod]
    public void A_part_of_a_command_is_found_behind_continuations_and_comments()
    {
        const string Text = "FROM scratch\nRUN apt-get update && \\\n    # why\n    apt-get inst\\\nall -y ffmpeg\n";
        var command = ((RunInstruction)Tree.Good(Text).Instructions[1]).Command!;
        var start = command.Value.IndexOf("install", StringComparison.Ordinal);
        var span = command.SpanOf(start, "install".Length);
        Assert.AreEqual("inst\\\nall", Text.Substring(span.Start, span.Length));
        Assert.AreEqual("base/Dockerfile(4,13)", command.LocationOf(start).ToString());
        Assert.AreEqual("base/Dockerfile(5,8)", command.LocationOf(command.Value.IndexOf("ffmpeg", StringComparison.Ordinal)).ToString());
    }
}
