using System.Diagnostics;
using System.Net.Sockets;
using CsCheck;
using ImageSdk.Contexts;
using static ImageSdk.Tests.Contexts.TemporaryContext;

namespace ImageSdk.Tests.Contexts;

[TestClass]
public sealed class ContextSourcesTests
{
    [TestMethod]
    [DataRow(".", "Dockerfile a/ a/b/ a/b/three.py a/one.py a/two.txt requirements.txt")]
    [DataRow("/", "Dockerfile a/ a/b/ a/b/three.py a/one.py a/two.txt requirements.txt")]
    [DataRow("requirements.txt", "requirements.txt")]
    [DataRow("/requirements.txt", "requirements.txt")]
    [DataRow("./a/../requirements.txt", "requirements.txt")]
    [DataRow("../../requirements.txt", "requirements.txt")]
    [DataRow("a", "a/ a/b/ a/b/three.py a/one.py a/two.txt")]
    [DataRow("a/", "a/ a/b/ a/b/three.py a/one.py a/two.txt")]
    [DataRow("a/b", "a/b/ a/b/three.py")]
    [DataRow("re*.txt", "requirements.txt")]
    [DataRow("a/*.py", "a/one.py")]
    [DataRow("*/*.py", "a/one.py")]
    [DataRow("?/[a-s]*", "a/b/ a/b/three.py a/one.py")]
    [DataRow("*/b", "a/b/ a/b/three.py")]
    [DataRow("**/*.py", "a/b/three.py a/one.py")]
    [DataRow("*.none", "")]
    public void A_source_reaches_what_BuildKit_copies(string source, string expected)
    {
        using var context = new TemporaryContext("Dockerfile", "requirements.txt", "a/one.py", "a/two.txt", "a/b/three.py");

        Assert.AreEqual(expected, context.Find("", Read(source)));
        Assert.IsEmpty(context.Diagnose("", Read(source)));
    }

    [TestMethod]
    public void Entries_come_once_and_in_order_however_many_reads_reach_them()
    {
        using var context = new TemporaryContext("b/x", "a", "B");

        Assert.AreEqual(
            "B a b/ b/x",
            context.Find("", Read("b/x"), Read("."), Read("b"), Read(".", "a"), Read(".")));
    }

    [TestMethod]
    [DataRow("a", "top.txt", DisplayName = "a directory")]
    [DataRow("**\n!a/b/keep.txt", "a/ a/b/ a/b/keep.txt", DisplayName = "everything but one file, and the way to it")]
    [DataRow("**\n!*/b", "a/ a/b/ a/b/keep.txt a/b/other.txt", DisplayName = "an exception with a wildcard")]
    [DataRow("a/*", "a/ top.txt", DisplayName = "everything in a directory")]
    [DataRow("**\n!none", "", DisplayName = "an exception that matches nothing brings no directory back")]
    public void What_is_ignored_is_not_reached(string ignore, string expected)
    {
        using var context = new TemporaryContext("top.txt", "a/x.txt", "a/b/keep.txt", "a/b/other.txt");

        Assert.AreEqual(expected, context.Find(ignore, Read(".")));
    }

    [TestMethod]
    public void An_ignored_Dockerfile_is_not_copied_though_BuildKit_reads_it()
    {
        using var context = new TemporaryContext("Dockerfile", "a");

        Assert.AreEqual(
            "a",
            context.Find("Dockerfile", Read(".")));
    }

    [TestMethod]
    public void Exclusions_are_relative_to_the_matched_directory()
    {
        using var context = new TemporaryContext("src/a.md", "src/a.py", "src/deep/a.md", "src/deep/keep/b.py");

        Assert.AreEqual(
            "src/ src/a.py src/deep/ src/deep/a.md src/deep/keep/ src/deep/keep/b.py",
            context.Find("", Read("src", "*.md")));
        Assert.AreEqual(
            "src/ src/a.md src/a.py src/deep/ src/deep/keep/ src/deep/keep/b.py",
            context.Find("", Read("src", "deep", "!deep/keep")));
    }

    [TestMethod]
    public void With_parents_exclusions_are_relative_to_the_pivot_and_directories_above_count()
    {
        using var context = new TemporaryContext("x/src/a.md", "x/src/b.py");

        Assert.AreEqual(
            "x/ x/src/ x/src/b.py",
            context.Find("", Read("./x/./src", "src/*.md") with { Parents = true }));
        Assert.AreEqual(
            "x/ x/src/ x/src/a.md x/src/b.py",
            context.Find("", Read("x/src", "*.md", "src/*.md") with { Parents = true }));
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    [DataRow("link", "link real/ real/file", DisplayName = "a link to a directory")]
    [DataRow("link/file", "link real/file", DisplayName = "a path through a link")]
    [DataRow("up/top", "top up", DisplayName = "a link that would leave the context is clamped")]
    [DataRow("absolute", "absolute top", DisplayName = "an absolute link starts at the context")]
    [DataRow("to-*", "to-file top", DisplayName = "a link that a wildcard matches")]
    [DataRow("l*/f*", "link real/file", DisplayName = "wildcards behind a link")]
    [DataRow("circle", "circle", DisplayName = "a circle ends")]
    public void Symbolic_links_on_the_way_are_followed_inside_the_context(string source, string expected)
    {
        using var context = new TemporaryContext("real/file", "top");
        context.Link("link", "real");
        context.Link("up", "../../..");
        context.Link("absolute", "/top");
        context.Link("to-file", "real/../top");
        context.Link("circle", "circle");

        Assert.AreEqual(expected, context.Find("", Read(source)));
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public void Symbolic_links_in_a_directory_are_content_and_not_followed()
    {
        using var context = new TemporaryContext("outside/secret", "src/a");
        context.Link("src/link", "../outside");
        context.Link("src/dangling", "nowhere");

        (IReadOnlyList<ContextEntry> entries, _) = ContextSources.Find(context.Root, IgnoreFile.None, [Read("src")]);

        Assert.AreEqual("src src/a src/dangling src/link", string.Join(' ', entries.Select(entry => entry.Path)));
        Assert.AreEqual("../outside", entries[^1].LinkTarget);
        Assert.AreEqual(ContextEntryKind.SymbolicLink, entries[^1].Kind);
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public void Pipes_and_sockets_are_left_out()
    {
        using var context = new TemporaryContext("a");
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(context.PathOf("socket")));
        using Process mkfifo = Process.Start("mkfifo", [context.PathOf("pipe")]);
        mkfifo.WaitForExit();

        Assert.AreEqual(
            "a",
            context.Find("", Read(".")));
        Assert.AreEqual(1, context.Hash("", Read(".")).FileCount);
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public void Brackets_in_a_mount_s_source_may_be_part_of_a_name()
    {
        using var context = new TemporaryContext("data[1]/x", "data1/y");

        Assert.AreEqual(
            "data1/ data1/y data[1]/ data[1]/x",
            context.Find("", Read("data[1]")));
    }

    [TestMethod]
    public void A_walk_that_skips_ignored_directories_finds_what_testing_every_path_finds()
    {
        string[] files = [.. from a in "abc" from b in "abc" from c in "abc" select $"{a}/{b}/{c}", "top"];
        using var context = new TemporaryContext(files);
        Gen<string> rule = Gen.OneOf("a", "b", "c", "/", "/", "*", "**", "?", "[ab]", "top").Array[1, 5].Select(string.Concat);
        Gen<string[]> rules = Gen.Select(Gen.OneOf("", "", "!"), rule, (mark, text) => mark + text.Trim('/')).Array[1, 6];

        rules.Sample(lines =>
        {
            string ignore = string.Join('\n', lines.Where(line => line.Trim('!').Length > 0));
            IgnoreFile file = IgnoreFile.Parse(ignore, ".dockerignore");

            string[] found = [.. context.Find(ignore, Read(".")).Split(' ').Where(path => path.Length > 0 && path[^1] != '/')];

            CollectionAssert.AreEquivalent(files.Where(path => !file.IsIgnored(path)).ToArray(), found);
        }, iter: 500);
    }
}
