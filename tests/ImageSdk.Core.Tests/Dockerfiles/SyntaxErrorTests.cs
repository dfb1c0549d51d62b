namespace ImageSdk.Core.Tests.Dockerfiles;

[TestClass]
public class SyntaxErrorTests
{
    [TestMethod]
    [DataRow("", 1, 1, "There is no FROM")]
    [DataRow("# nothing\n\n", 1, 1, "There is no FROM")]
    [DataRow("ARG a\n", 1, 1, "There is no FROM")]
    [DataRow("FORM alpine\nRUN a", 1, 1, "Unknown instruction 'FORM'. Did you mean FROM?")]
    [DataRow("FROM a\n  RNU b\n", 2, 3, "Unknown instruction 'RNU'. Did you mean RUN?")]
    [DataRow("FROM a\nCOPPY b c\n", 2, 1, "Did you mean COPY?")]
    [DataRow("FROM a\n&& b\n", 2, 1, "Unknown instruction '&&'.")]
    [DataRow("FROM a\n\\\n\\\n", 2, 1, "nothing follows")]
    [DataRow("ARG a\nRUN b\nFROM c\nRUN d\n", 2, 1, "RUN stands before the first FROM")]
    [DataRow("FROM\n", 1, 1, "FROM needs an image")]
    [DataRow("FROM a b\n", 1, 8, "FROM takes one argument or three")]
    [DataRow("FROM a AS\n", 1, 8, "FROM takes one argument or three")]
    [DataRow("FROM a AS b c\n", 1, 8, "FROM takes one argument or three")]
    [DataRow("FROM a IS b\n", 1, 8, "FROM takes one argument or three")]
    [DataRow("FROM a AS 1b\n", 1, 11, "'1b' cannot be the name of a stage")]
    [DataRow("FROM a AS b/c\n", 1, 11, "'b/c' cannot be the name of a stage")]
    [DataRow("FROM a\nRUN <<EOF\nb\n", 2, 5, "never ends: no line after it is just 'EOF'")]
    [DataRow("FROM a\nCOPY <<A \\\n <<B /c\nA\n", 3, 2, "never ends: no line after it is just 'B'")]
    [DataRow("FROM a\nCOPY b <<EOF\nEOF\n", 2, 8, "cannot be the destination of COPY")]
    [DataRow("FROM a\nCOPY b\n", 2, 1, "COPY needs at least a source and a destination")]
    [DataRow("FROM a\nADD\n", 2, 1, "ADD needs at least a source and a destination")]
    [DataRow("FROM a\nCMD [\"a\", 1]\n", 2, 5, "may hold strings only")]
    [DataRow("FROM a\nRUN --network=none [[\"a\"]]\n", 2, 20, "may hold strings only")]
    [DataRow("FROM a\nSHELL powershell -c\n", 2, 7, "SHELL takes a JSON array")]
    [DataRow("FROM a\nSHELL []\n", 2, 1, "SHELL needs an argument")]
    [DataRow("FROM a\nENV b\n", 2, 5, "ENV needs a value for 'b'")]
    [DataRow("FROM a\nENV b=c d\n", 2, 9, "'d' has no '='")]
    [DataRow("FROM a\nLABEL =c\n", 2, 7, "The LABEL has no name")]
    [DataRow("FROM a\nARG =c\n", 2, 5, "The ARG has no name")]
    [DataRow("FROM a\nARG\n", 2, 1, "ARG needs an argument")]
    [DataRow("FROM a\nEXPOSE \n", 2, 1, "EXPOSE needs an argument")]
    [DataRow("FROM a\nWORKDIR\n", 2, 1, "WORKDIR needs an argument")]
    [DataRow("FROM a\nVOLUME [\"\"]\n", 2, 1, "cannot be an empty string")]
    [DataRow("FROM a\nCOPY --form=b c d\n", 2, 6, "COPY has no flag --form. Did you mean --from?")]
    [DataRow("FROM a\nADD --from=b c d\n", 2, 5, "ADD has no flag --from.")]
    [DataRow("FROM a\nCMD --x\n", 2, 5, "CMD has no flag --x.")]
    [DataRow("FROM a\nCOPY --from b c\n", 2, 6, "The flag --from needs a value")]
    [DataRow("FROM a\nCOPY --link=maybe b c\n", 2, 6, "The flag --link is true or false, not 'maybe'")]
    [DataRow("FROM a\nCOPY --chown=b --chown=c d e\n", 2, 16, "The flag --chown stands twice")]
    [DataRow("FROM a\nCOPY --from=$B c d\n", 2, 13, "BuildKit expands no variables in --from")]
    [DataRow("FROM a\nCOPY --from=1 c d\n", 2, 13, "There is no stage 1")]
    [DataRow("FROM a\nCOPY --from=-1 c d\n", 2, 13, "There is no stage -1")]
    [DataRow("FROM a\nRUN --mount=from=$B,target=/c d\n", 2, 18, "BuildKit expands no variables in a mount's 'from'")]
    [DataRow("FROM a\nRUN --mount=type=cach,target=/c d\n", 2, 18, "Unknown mount type 'cach'. Did you mean cache?")]
    [DataRow("FROM a\nRUN --mount=tagret=/c d\n", 2, 13, "Unknown mount option 'tagret'. Did you mean target?")]
    [DataRow("FROM a\nRUN --mount=target d\n", 2, 13, "The mount option 'target' needs a value")]
    [DataRow("FROM a\nHEALTHCHECK\n", 2, 1, "HEALTHCHECK needs CMD")]
    [DataRow("FROM a\nHEALTHCHECK curl x\n", 2, 13, "Unknown health check 'curl'")]
    [DataRow("FROM a\nHEALTHCHECK CMD\n", 2, 13, "HEALTHCHECK CMD needs a command")]
    [DataRow("FROM a\nHEALTHCHECK NONE x\n", 2, 18, "HEALTHCHECK NONE takes no arguments")]
    [DataRow("FROM a\nONBUILD\n", 2, 1, "ONBUILD needs an instruction")]
    [DataRow("FROM a\nONBUILD ONBUILD RUN b\n", 2, 9, "ONBUILD cannot be the instruction of an ONBUILD")]
    [DataRow("FROM a\nONBUILD FROM b\n", 2, 9, "FROM cannot be the instruction of an ONBUILD")]
    [DataRow("FROM a\nONBUILD RNU b\n", 2, 9, "Unknown instruction 'RNU'. Did you mean RUN?")]
    [DataRow("# escape=x\nFROM a\n", 1, 10, "'x' cannot be the escape character")]
    [DataRow("# syntax=a\n# Syntax=b\nFROM a\n", 2, 1, "The directive 'syntax' stands twice")]
    public void A_mistake_is_reported_where_it_is(string text, int line, int column, string message)
    {
        var diagnostic = Tree.Parse(text).Diagnostics.Single();
        Assert.AreEqual("IMG1001", diagnostic.Descriptor.Code);
        Assert.AreEqual((Tree.Path, line, column), (diagnostic.Location.File, diagnostic.Location.Line, diagnostic.Location.Column));
        StringAssert.Contains(diagnostic.Message, message);
    }

    [TestMethod]
    public void All_mistakes_are_found_in_the_order_of_the_file()
    {
        var diagnostics = Tree.Parse("FROM a b\nRNU c\nCOPY --from=9 d e\nENV f\nRUN <<EOF\n").Diagnostics;
        Sequence.AreEqual(diagnostics.Select(diagnostic => diagnostic.Location.Line), 1, 2, 3, 4, 5);
    }

    [TestMethod]
    public void A_line_that_BuildKit_cannot_read_is_an_error()
    {
        Assert.IsEmpty(Tree.Parse("FROM a\nRUN " + new string('x', 65531)).Diagnostics);
        Assert.AreEqual(2, Tree.Parse("FROM a\nRUN " + new string('x', 65532)).Diagnostics.Single().Location.Line);
        Assert.AreEqual(2, Tree.Parse("FROM a\nRUN " + new string('é', 32766)).Diagnostics.Single().Location.Line);
    }

    [TestMethod]
    public void Nesting_without_end_is_an_error_and_not_a_crash()
    {
        var onbuild = "FROM a\n" + string.Concat(Enumerable.Repeat("ONBUILD ", 8000)) + "RUN b\n";
        Assert.HasCount(1, Tree.Parse(onbuild).Diagnostics);
        var json = "FROM a\nRUN " + new string('[', 60000);
        Assert.IsEmpty(Tree.Parse(json).Diagnostics);
    }
}
