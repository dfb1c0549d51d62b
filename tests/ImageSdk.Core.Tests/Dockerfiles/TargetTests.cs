namespace ImageSdk.Core.Tests.Dockerfiles;

[TestClass]
public class TargetTests
{
    private const string Family = """
        FROM a AS base
        FROM b AS Tools
        FROM base AS build
        COPY --from=tools /x /x
        FROM c
        FROM base AS test
        RUN --mount=from=build,target=/x y
        FROM base AS final
        COPY --from=3 /x /x
        COPY --from=BUILD /x /x
        """;

    [TestMethod]
    [DataRow(null, "base Tools build 3 final")]
    [DataRow("", "base Tools build 3 final")]
    [DataRow("final", "base Tools build 3 final")]
    [DataRow("test", "base Tools build test")]
    [DataRow("build", "base Tools build")]
    [DataRow("TOOLS", "Tools")]
    [DataRow("base", "base")]
    public void Only_the_stages_that_the_target_needs_count(string? target, string stages) =>
        Assert.AreEqual(stages, string.Join(' ', Inputs.Of(Family, target).Stages));

    [TestMethod]
    public void The_images_of_other_stages_do_not_count() =>
        Sequence.AreEqual(Inputs.Of(Family, "test").Images(), "1:6 From a", "2:6 From b");

    [TestMethod]
    [DataRow("finale", "There is no stage 'finale'. Did you mean final? The stages with names are: base, Tools, build, test, final.")]
    [DataRow("9", "There is no stage '9'. The stages with names are: base, Tools, build, test, final.")]
    [DataRow("3", "There is no stage '3'. The stages with names are: base, Tools, build, test, final.")]
    [DataRow("-1", "There is no stage '-1'. The stages with names are: base, Tools, build, test, final.")]
    public void An_unknown_target_is_an_error_that_lists_the_stages(string target, string message)
    {
        var error = Inputs.ErrorOf(Family, target);
        Assert.AreEqual("IMG1002", error.Descriptor.Code);
        Assert.AreEqual(message, error.Message);
        Assert.AreEqual(Tree.Path, error.Location.ToString());
    }

    [TestMethod]
    public void Of_two_stages_with_one_name_the_later_is_the_target() =>
        Sequence.AreEqual(Inputs.Of("FROM a AS x\nFROM b AS X\nFROM c\n", "x").Images(), "2:6 From b");

    [TestMethod]
    public void A_number_can_be_the_name_of_no_stage_but_a_stage_number_means_the_file_order() =>
        Sequence.AreEqual(Inputs.Of("FROM a\nFROM b\nCOPY --from=0 /x /x\n").Images(), "1:6 From a", "2:6 From b");

    [TestMethod]
    [DataRow("FROM a AS x\nCOPY --from=y /b /b\nFROM c AS y\n", "x", 2, 13)]
    [DataRow("FROM a AS x\nCOPY --from=x /b /b\n", null, 2, 13)]
    [DataRow("FROM a AS x\nCOPY --from=0 /b /b\n", null, 2, 13)]
    [DataRow("FROM a AS x\nRUN --mount=from=y,target=/y b\nFROM c AS y\n", "x", 2, 18)]
    public void A_stage_that_is_used_before_it_is_complete_is_an_error(string text, string? target, int line, int column)
    {
        var error = Inputs.ErrorOf(text, target);
        Assert.AreEqual("IMG1001", error.Descriptor.Code);
        Assert.AreEqual((line, column), (error.Location.Line, error.Location.Column));
    }

    [TestMethod]
    public void A_Dockerfile_with_syntax_errors_has_no_inputs() =>
        StringAssert.Contains(Inputs.ErrorOf("FROM a\nRNU b\n").Message, "RNU");
}
