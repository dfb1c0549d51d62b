using ImageSdk.Dockerfiles;

namespace ImageSdk.Core.Tests.Dockerfiles;

[TestClass]
public class DirectiveTests
{
    [TestMethod]
    [DataRow("# syntax=docker/dockerfile:1", "docker/dockerfile:1")]
    [DataRow("#syntax=docker/dockerfile:1", "docker/dockerfile:1")]
    [DataRow("#   SYNTAX =  docker/dockerfile:1  ", "docker/dockerfile:1")]
    [DataRow("# check=skip=all\n# syntax=a/b", "a/b")]
    [DataRow("#!/usr/bin/env docker\n# syntax=a/b", "a/b")]
    [DataRow("\uFEFF# syntax=a/b", "a/b")]
    public void The_syntax_directive_is_found_at_the_top(string text, string image) =>
        Assert.AreEqual(image, Tree.Good(text + "\nFROM scratch\n").Syntax?.Value.Value);

    [TestMethod]
    [DataRow("# a comment\n# syntax=a/b")]
    [DataRow("\n# syntax=a/b")]
    [DataRow("# other=x\n# syntax=a/b")]
    [DataRow("FROM scratch\n# syntax=a/b")]
    [DataRow("# syntax=")]
    [DataRow("# 1syntax=a/b")]
    [DataRow(" # syntax=a/b", DisplayName = "BuildKit looks for the front end at the start of lines only")]
    public void The_syntax_directive_anywhere_else_is_none(string text) =>
        Assert.IsNull(Tree.Good(text + "\nFROM scratch\n").Syntax);

    [TestMethod]
    public void A_directive_knows_where_its_name_and_value_are()
    {
        var directive = Tree.Good("# Escape = `\n# syntax=a/b:1\nFROM scratch\n").Directives[1];
        Assert.AreEqual("syntax", directive.Name.Value);
        Assert.AreEqual("base/Dockerfile(2,3)", directive.Name.Location.ToString());
        Assert.AreEqual("base/Dockerfile(2,10)", directive.Value.Location.ToString());
    }

    [TestMethod]
    public void After_a_shebang_the_escape_directive_has_no_effect() =>
        Assert.AreEqual('\\', Tree.Good("#!x\n# escape=`\nFROM scratch\n").Escape);

    [TestMethod]
    public void Directives_are_not_comments()
    {
        var dockerfile = Tree.Good("# syntax=a/b\n# note\nFROM scratch\n");
        Assert.AreEqual("note", dockerfile.Comments.Single().Value);
        Assert.IsInstanceOfType<Directive>(dockerfile.Elements[0]);
    }
}
