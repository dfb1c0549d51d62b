using ImageSdk.Planning;

namespace ImageSdk.Core.Tests.Planning;

[TestClass]
public sealed class NameAdviceTests
{
    [TestMethod]
    [DataRow("acme/base:v2", "acme/base:cpu", "Write 'acme/base:cpu'")]
    [DataRow("acme/base:$TAG", "acme/base:cpu", "Write 'ARG TAG=cpu'")]
    [DataRow("${REGISTRY}/base:${TAG}", "localhost:5000/base:cpu", "Write 'ARG TAG=cpu'")]
    [DataRow("localhost:5000/base:v${VERSION}-slim", "localhost:5000/base:v3-slim", "Write 'ARG VERSION=3'")]
    [DataRow("base:v$VERSION-slim", "base:v3-slim", "Write 'ARG VERSION=3'")]
    [DataRow("base:v${VERSION}", "base:cpu", "Write 'base:cpu'")]
    [DataRow("${BASE}", "localhost:5000/base:cpu", "Write 'ARG BASE=localhost:5000/base:cpu'")]
    [DataRow("$GIVEN", "base:cpu", "Write <ImageBuildArg Include=\"GIVEN\" Value=\"base:cpu\" />")]
    [DataRow("base:$GIVEN", "base:cpu", "Write <ImageBuildArg Include=\"GIVEN\" Value=\"cpu\" />")]
    [DataRow("base:${TAG:-v2}", "base:cpu", "Write 'base:cpu'")]
    [DataRow("base:$A$B", "base:cpu", "Write 'base:cpu'")]
    [DataRow("base:$TAG", "localhost:5000/base", "Write 'localhost:5000/base'")]
    [DataRow("", "base:cpu", "Write 'base:cpu'")]
    public void The_text_to_write_keeps_the_variable_that_decides(string written, string name, string advice) =>
        Assert.AreEqual(advice, NameAdvice.For(written, name, new Dictionary<string, string> { ["GIVEN"] = "v2" }));
}
