using ImageSdk.Dockerfiles;

namespace ImageSdk.Core.Tests.Dockerfiles;

[TestClass]
public class HeredocTests
{
    [TestMethod]
    [DataRow("RUN <<EOF\na\nb\nEOF\n", "EOF", "a\nb\n", true, false)]
    [DataRow("RUN <<'EOF'\na $X\nEOF\n", "EOF", "a $X\n", false, false)]
    [DataRow("RUN <<\"EOF\"\na\nEOF", "EOF", "a\n", false, false)]
    [DataRow("RUN <<-EOF\n\ta\n\tEOF\n", "EOF", "\ta\n", true, true)]
    [DataRow("RUN << EOF\na\nEOF\n", "EOF", "a\n", true, false)]
    [DataRow("RUN <<EOF\r\na\r\nEOF\r\n", "EOF", "a\r\n", true, false)]
    [DataRow("RUN <<EOF\nEOF\n", "EOF", "", true, false)]
    [DataRow("RUN <<EOF\n# no comment \\\nFROM x\n EOF\nEOF\n", "EOF", "# no comment \\\nFROM x\n EOF\n", true, false)]
    [DataRow("RUN python3 <<EOF && echo done\nprint(1)\nEOF\n", "EOF", "print(1)\n", true, false)]
    [DataRow("RUN 3<<EOF cat\na\nEOF\n", "EOF", "a\n", true, false)]
    [DataRow("RUN <<'one two'\na\none two\n", "one two", "a\n", false, false)]
    [DataRow("RUN <<E\"O\"F\na\nEOF\n", "EOF", "a\n", false, false)]
    [DataRow("RUN <<eo\\'f\na\neo'f\n", "eo'f", "a\n", true, false)]
    [DataRow("RUN <<$EOF\na\n$EOF\n", "$EOF", "a\n", true, false)]
    [DataRow("RUN --mount=target=/x <<EOF\na\nEOF\n", "EOF", "a\n", true, false)]
    [DataRow("RUN a \\\n  <<EOF\nb\nEOF\n", "EOF", "b\n", true, false)]
    [DataRow("COPY <<robots.txt /a/\nb\nrobots.txt\n", "robots.txt", "b\n", true, false)]
    [DataRow("ADD <<EOF /a\nb\nEOF\n", "EOF", "b\n", true, false)]
    public void A_here_document_reaches_to_the_line_of_its_word(string text, string name, string content, bool isExpanded, bool removesTabs)
    {
        var heredoc = Tree.Instruction(text).Heredocs.Single();
        Assert.AreEqual(name, heredoc.Name);
        Assert.AreEqual(content, heredoc.Content);
        Assert.AreEqual(isExpanded, heredoc.IsExpanded);
        Assert.AreEqual(removesTabs, heredoc.RemovesTabs);
        Assert.IsNotNull(heredoc.Terminator);
    }

    [TestMethod]
    public void Several_here_documents_follow_each_other_in_their_order()
    {
        var copy = Tree.Instruction<CopyInstruction>("COPY <<X b <<Y /dest/\nY\nX\nX\nY\n");
        Sequence.AreEqual(copy.Heredocs.Select(heredoc => $"{heredoc.Name}:{heredoc.Content}"), "X:Y\n", "Y:X\n");
        Sequence.AreEqual(Tree.Values(copy.Sources), "b");
        Assert.AreEqual("/dest/", copy.Destination?.Value);
    }

    [TestMethod]
    public void A_trigger_has_here_documents_of_its_own()
    {
        var dockerfile = Tree.Good("FROM scratch\nONBUILD RUN <<EOF\na\nEOF\nCMD b\n");
        var onbuild = (OnbuildInstruction)dockerfile.Instructions[1];
        Assert.AreEqual("a\n", onbuild.Trigger!.Heredocs.Single().Content);
        Assert.IsEmpty(onbuild.Heredocs);
        Assert.AreEqual(InstructionKind.Cmd, dockerfile.Instructions[2].Kind);
    }

    [TestMethod]
    [DataRow("RUN echo \"<<EOF\"", DisplayName = "in double quotes")]
    [DataRow("RUN echo '<<EOF'", DisplayName = "in single quotes")]
    [DataRow("RUN [\"<<EOF\"]", DisplayName = "in the exec form")]
    [DataRow("RUN cat <<<EOF", DisplayName = "a here-string")]
    [DataRow("RUN echo it's <<EOF", DisplayName = "behind a lone quote")]
    [DataRow("RUN echo a<<EOF", DisplayName = "inside a word")]
    [DataRow("RUN echo $((1<<2))", DisplayName = "a shift")]
    [DataRow("CMD cat <<EOF", DisplayName = "an instruction that takes none")]
    [DataRow("ENV a=<<EOF", DisplayName = "an environment variable")]
    public void Other_arrows_open_nothing(string text) => Assert.IsEmpty(Tree.Instruction(text + "\nCMD x\n").Heredocs);

    [TestMethod]
    public void A_here_document_knows_where_its_parts_are()
    {
        const string Text = "FROM scratch\nRUN cat <<-'EOF' > /x\n\ta\n\tEOF\nCMD b\n";
        var run = Tree.Good(Text).Instructions[1];
        var heredoc = run.Heredocs.Single();
        Assert.AreEqual("<<-'EOF'", heredoc.Opening.Text);
        Assert.AreEqual("base/Dockerfile(2,9)", heredoc.Opening.Location.ToString());
        Assert.AreEqual("EOF", Text.Substring(heredoc.Terminator!.Value.Start, heredoc.Terminator.Value.Length));
        Assert.AreEqual("RUN cat <<-'EOF' > /x\n\ta\n\tEOF\n", run.ToString());
        Assert.AreEqual("RUN cat <<-'EOF' > /x\n\ta\n\tEOF", run.Text);
    }
}
