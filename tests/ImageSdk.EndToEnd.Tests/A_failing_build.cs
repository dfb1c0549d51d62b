using System.Text.RegularExpressions;
using ImageSdk.EndToEnd.Tests.Infrastructure;

namespace ImageSdk.EndToEnd.Tests;

/// <summary>What a user sees of a Dockerfile that cannot be built.</summary>
[TestClass]
public sealed class A_failing_build
{
    [TestMethod]
    [DataRow("-m:2")]
    [DataRow("-m:1")]
    public async Task Says_where_once_and_with_the_last_output_builds_siblings_and_not_children(string nodes)
    {
        await using var tree = new TestTree();
        tree.Image("base", """
            FROM busybox:1.36
            # a comment
            RUN echo fine
            RUN printf '\033[31mfirst line of output\033[0m\007\n' && \
                echo "the reason" >&2 && \
                exit 7
            RUN echo never
            """);
        tree.Image("child", "FROM base\n", parents: "base");
        tree.Image("sibling", "FROM busybox:1.36\nRUN echo sibling > /sibling\n");
        tree.Solution("family.slnx", "base/base.imageproj", "child/child.imageproj", "sibling/sibling.imageproj");
        tree.RecordDockerCalls();

        var result = await tree.Dotnet("build", "family.slnx", nodes);

        Assert.AreEqual(1, result.ExitCode);
        Assert.AreEqual(("IMG3001", tree.PathOf("base/Dockerfile"), 4), (result.Error.Code, result.Error.File, result.Error.Line));
        StringAssert.Contains(result.Output, "1 Error(s)");
        StringAssert.Contains(result.Output, "the reason");
        StringAssert.Contains(result.Output, "  first line of output\uFFFD");
        Assert.IsFalse(result.Output.AsSpan().ContainsAny('\e', '\a'), "the output of a RUN is not for the terminal to obey");
        Assert.AreEqual("base sibling", tree.TakeBuilt());
        Assert.IsNotNull(await Engine.InspectAsync(tree.Tag("sibling")));

        var terminal = await tree.Start("build", "base/base.imageproj", "-tl:on", "--no-restore").Result;
        var text = Regex.Replace(terminal.Output, "\e(\\[[^A-Za-z]*[A-Za-z]|\\][^\e]*\e\\\\)", "");
        StringAssert.Contains(text, tree.PathOf("base/Dockerfile") + "(4): error IMG3001");
        StringAssert.Contains(text, "the reason");
    }

    /// <summary>A CI server would set a variable or a path for the next step, with the rights of the pipeline.</summary>
    [TestMethod]
    [DataRow("-tl:off")]
    [DataRow("-tl:on")]
    public async Task Has_no_command_for_a_CI_server_in_its_output(string logger)
    {
        await using var tree = new TestTree();
        tree.Image("base", """
            FROM busybox:1.36
            RUN printf 'text ##vso[task.setvariable variable=A]b\n  ::add-path::/evil\n::set-env name=A::b\n#\033[0m#[set-env name=A]b\n' && exit 7
            """);

        var result = await tree.Start("build", "base/base.imageproj", "-v:n", logger).Result;

        Assert.AreEqual(1, result.ExitCode);
        StringAssert.Contains(result.Output, "text # #vso[task.setvariable variable=A]b");
        StringAssert.Contains(result.Output, ": :add-path::/evil");
        foreach (var line in Regex.Replace(result.Output, "\e(\\[[^A-Za-z]*[A-Za-z]|\\][^\e]*\e\\\\)", "").Split('\n'))
            Assert.IsFalse(line.TrimStart().StartsWith("::", StringComparison.Ordinal) || line.Contains("##vso[", StringComparison.Ordinal) || line.Contains("##[", StringComparison.Ordinal), line);
    }

    [TestMethod]
    public async Task Says_which_line_is_no_Dockerfile_before_anything_is_looked_up()
    {
        await using var tree = new TestTree();
        tree.Image("base", "FROM busybox:1.36\nRUN echo fine\n\nCOPPY file /file\n");

        var error = (await tree.Dotnet("build", "base/base.imageproj")).Error;

        Assert.AreEqual(("IMG1001", tree.PathOf("base/Dockerfile"), 4), (error.Code, error.File, error.Line));
        Assert.IsFalse(File.Exists(tree.PathOf("images.lock.json")));
    }

    [TestMethod]
    public async Task Says_at_the_COPY_what_is_missing_and_which_line_ignores_it()
    {
        await using var tree = new TestTree();
        tree.Image("base", "FROM busybox:1.36\nCOPY there /there\nCOPY missing /missing\nCOPY logs/ignored /ignored\n");
        tree.Write("base/there", "");
        tree.Write("base/logs/ignored", "");
        tree.Write("base/.dockerignore", "# comment\nlogs\n");
        tree.RecordDockerCalls();

        var result = await tree.Dotnet("build", "base/base.imageproj");

        Assert.AreEqual(1, result.ExitCode);
        CollectionAssert.AreEqual(new[] { ("error", "IMG1006", 3), ("error", "IMG1006", 4) },
            result.Messages.Select(m => (m.Severity, m.Code, m.Line)).ToArray(), result.Output);
        StringAssert.Contains(result.Errors[0].Text, "'missing'");
        StringAssert.Contains(result.Errors[1].Text, "line 2 of .dockerignore");
        Assert.AreEqual("", tree.TakeBuilt());
    }
}
