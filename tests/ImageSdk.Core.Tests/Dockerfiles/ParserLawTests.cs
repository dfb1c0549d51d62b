using CsCheck;
using ImageSdk.Dockerfiles;

namespace ImageSdk.Core.Tests.Dockerfiles;

[TestClass]
public class ParserLawTests
{
    [TestMethod]
    public void Printing_the_tree_of_any_text_gives_the_text_back() =>
        Gen.OneOf(Texts.Any, Texts.LikeDockerfiles).Sample(text => Assert.AreEqual(text, Tree.Parse(text).ToString()), iter: 5000);

    [TestMethod]
    public void The_elements_lie_one_after_the_other_and_hold_what_is_written_in_them() =>
        Texts.LikeDockerfiles.Sample(
            text =>
            {
                var end = 0;
                foreach (var element in Tree.Parse(text).Elements)
                {
                    Assert.AreEqual(end, element.FullSpan.Start);
                    Assert.IsGreaterThan(0, element.FullSpan.Length);
                    Assert.IsTrue(element.FullSpan.Contains(element.Span));
                    end = element.FullSpan.End;
                }

                Assert.AreEqual(text.Length, end);
            },
            iter: 3000);

    [TestMethod]
    public void Every_token_lies_in_its_instruction_and_its_span_slices_to_its_text() =>
        Texts.LikeDockerfiles.Sample(
            text =>
            {
                foreach (var instruction in Tree.Parse(text).Instructions)
                {
                    foreach (var token in Tree.TokensOf(instruction))
                    {
                        Assert.IsTrue(instruction.Span.Contains(token.Span), $"{token.Span} in {instruction.Span}");
                        Assert.AreEqual(text.Substring(token.Span.Start, token.Span.Length), token.Text);
                    }
                }
            },
            iter: 3000);

    [TestMethod]
    public void Every_character_of_a_word_is_found_where_the_token_says_it_is_written() =>
        Texts.LikeDockerfiles.Sample(
            text =>
            {
                foreach (var instruction in Tree.Parse(text).Instructions.Where(instruction => !instruction.IsExecForm))
                {
                    foreach (var token in instruction.Arguments.Append(instruction.Keyword))
                    {
                        for (var i = 0; i < token.Value.Length; i++)
                            Assert.AreEqual(token.Value[i].ToString(), Slice(text, token.SpanOf(i, 1)));
                        if (token.Value.Length > 0)
                            Assert.AreEqual(token.Span, token.SpanOf(0, token.Value.Length));
                    }
                }
            },
            iter: 3000);

    [TestMethod]
    public void Every_location_is_the_line_and_column_of_the_offset() =>
        Texts.LikeDockerfiles.Sample(
            text =>
            {
                var source = Tree.Parse(text).Source;
                var (line, column) = (1, 1);
                for (var offset = 0; offset < text.Length; offset++)
                {
                    var location = source.LocationAt(offset);
                    Assert.AreEqual((line, column), (location.Line, location.Column));
                    column += offset == 0 && text[0] == '\uFEFF' ? 0 : 1;
                    if (text[offset] == '\n')
                        (line, column) = (line + 1, 1);
                }
            },
            iter: 2000);

    [TestMethod]
    public void Every_error_points_into_the_file() =>
        Gen.OneOf(Texts.Any, Texts.LikeDockerfiles).Sample(
            text =>
            {
                var dockerfile = Tree.Parse(text);
                var lines = Math.Max(dockerfile.Source.Lines.Count, 1);
                foreach (var diagnostic in dockerfile.Diagnostics)
                {
                    Assert.AreEqual("IMG1001", diagnostic.Descriptor.Code);
                    Assert.IsInRange(1, lines, diagnostic.Location.Line);
                    Assert.IsGreaterThanOrEqualTo(1, diagnostic.Location.Column);
                    Assert.Contains(diagnostic.Message[^1], ".?");
                }
            },
            iter: 3000);

    [TestMethod]
    public void Inputs_of_any_text_are_found_or_refused_with_a_diagnostic() =>
        Texts.LikeDockerfiles.Select(Gen.OneOf(null, "", "base", "0", "nowhere")).Sample(
            (text, target) =>
            {
                try
                {
                    var inputs = DockerfileInputs.Of(Tree.Parse("FROM a AS base\n" + text), target, Arguments.None, "linux/amd64");
                    Assert.Contains(inputs.Target, inputs.Stages);
                }
                catch (Diagnostics.DiagnosticException exception)
                {
                    Assert.IsNotEmpty(exception.Diagnostics);
                }
            },
            iter: 3000);

    private static string Slice(string text, TextSpan span) => text.Substring(span.Start, span.Length);
}
