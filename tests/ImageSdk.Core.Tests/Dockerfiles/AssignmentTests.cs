using ImageSdk.Dockerfiles;

namespace ImageSdk.Core.Tests.Dockerfiles;

[TestClass]
public class AssignmentTests
{
    [TestMethod]
    [DataRow("ENV a=b", new[] { "a", "b" })]
    [DataRow("ENV a=b c=d", new[] { "a", "b", "c", "d" })]
    [DataRow("ENV a= b=\"\"", new[] { "a", "", "b", "\"\"" })]
    [DataRow("ENV a=\"b c\" d='e f' g=h\\ i", new[] { "a", "\"b c\"", "d", "'e f'", "g", "h\\ i" })]
    [DataRow("ENV a=\"b \\\" c\" d=e", new[] { "a", "\"b \\\" c\"", "d", "e" })]
    [DataRow("ENV a='b\\' c=d", new[] { "a", "'b\\'", "c", "d" }, DisplayName = "nothing escapes in single quotes")]
    [DataRow("ENV a=b=c", new[] { "a", "b=c" })]
    [DataRow("ENV a=b \\\n    c=d", new[] { "a", "b", "c", "d" })]
    [DataRow("LABEL org.x.title=\"A B\" 'x y'=z", new[] { "org.x.title", "\"A B\"", "'x y'", "z" })]
    [DataRow("ARG a=b c=\"d e\"", new[] { "a", "b", "c", "\"d e\"" })]
    [DataRow("ENV PATH=\"$PATH:/x\"", new[] { "PATH", "\"$PATH:/x\"" })]
    [DataRow("ENV a b", new[] { "a", "b" })]
    [DataRow("ENV a  b \"c\" d=e", new[] { "a", "b \"c\" d=e" })]
    [DataRow("LABEL a b c", new[] { "a", "b c" })]
    public void Names_and_values_are_told_apart(string text, string[] expected)
    {
        var assignments = Tree.Instruction<AssignmentInstruction>(text).Assignments;
        CollectionAssert.AreEqual(expected, assignments.SelectMany(pair => new[] { pair.Name.Value, pair.Value!.Value }).ToArray());
    }

    [TestMethod]
    [DataRow("ENV a b", true)]
    [DataRow("LABEL a b", true)]
    [DataRow("ENV a=b", false)]
    [DataRow("ARG a", false)]
    public void The_old_form_is_marked(string text, bool isLegacy) =>
        Assert.AreEqual(isLegacy, Tree.Instruction<AssignmentInstruction>(text).IsLegacy);

    [TestMethod]
    public void An_argument_without_default_has_no_value_and_one_with_an_empty_default_has()
    {
        var assignments = Tree.Instruction<AssignmentInstruction>("ARG a b= c").Assignments;
        Assert.IsNull(assignments[0].Value);
        Assert.AreEqual("", assignments[1].Value?.Value);
        Assert.AreEqual("base/Dockerfile(2,9)", assignments[1].Value?.Location.ToString());
        Assert.IsNull(assignments[2].Value);
    }
}
