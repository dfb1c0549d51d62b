using ImageSdk.Analysis.Shell;
using ImageSdk.Dockerfiles;

namespace ImageSdk.Core.Tests.Analysis;

[TestClass]
public sealed class ShellReaderTests
{
    private static readonly string[] Shell = ["/bin/sh", "-c"];

    [TestMethod]
    [DataRow("a b c", "a b c")]
    [DataRow("a && b || c; d | e & f", "a|&& b|or c|; d|pipe e|& f")]
    [DataRow("X=1 Y='a b' a $Z", "a $Z")]
    [DataRow("a > f 2>&1 < g b", "a b")]
    [DataRow("(a; b) && { c; d; } && e", "a|; b|c|; d|&& e")]
    [DataRow("if a; then b; elif c; then d; else e; fi; f", "a|? b|? c|? d|? e|; f")]
    [DataRow("for x in 1 2; do a $x; done && b", "? a $x|&& b")]
    [DataRow("while a; do b; done", "a|? b")]
    [DataRow("case $x in a|b) c;; *) d; e;; esac; f", "? c|? d|?; e|; f")]
    [DataRow("f() { a; }; f", "? a|; f")]
    [DataRow("function f { a; }; f", "? a|; f")]
    [DataRow("a $(b c) \"$(d \"e\")\" `f`", "? b c|? d \"e\"|? f|a $(b c) \"$(d \"e\")\" `f`")]
    [DataRow("a <(b | c) < <(d) > >(e) && f", "? b|?pipe c|? d|? e|a <(b | c)|&& f")]
    [DataRow("a --x=<(b) 2> >(c); d", "? b|? c|a --x=<(b)|; d")]
    [DataRow("a `b | c` \"`d`\" `e \\`f\\``", "? b|?pipe c|? d|a `b | c` \"`d`\" `e \\`f\\``")]
    [DataRow("! a && [[ $x == y ]] && b", "a|&& b")]
    [DataRow("a # b && c", "a")]
    [DataRow("a b#c '#d'", "a b#c '#d'")]
    [DataRow("bash -c 'a && b' && c", "bash -c 'a && b'|a|&& b|&& c")]
    [DataRow("sudo sh -euxc \"a; b\"", "sudo sh -euxc \"a; b\"|a|; b")]
    [DataRow("x=(1 2) a", "a")]
    [DataRow("a $((1 + 2)) ${x:-\"}\"} $'it\\'s'", "a $((1 + 2)) ${x:-\"}\"} $'it\\'s'")]
    public void Reads_commands_and_what_is_between_them(string script, string expected) =>
        Assert.AreEqual(expected, string.Join('|', Read($"RUN {script}").Commands.Where(command => command.Words.Count > 0).Select(Describe)));

    [TestMethod]
    [DataRow("a && 'b")]
    [DataRow("a && $(b")]
    [DataRow("a && c <(b")]
    [DataRow("a && c `b")]
    [DataRow("a && (b")]
    [DataRow("if a; then")]
    [DataRow("a && done )")]
    [DataRow("case x")]
    [DataRow("a && f( b")]
    public void Keeps_what_it_could_read_of_a_script_that_it_does_not_understand(string script)
    {
        var read = Read($"RUN {script}");

        Assert.IsFalse(read.IsComplete);
        Assert.IsTrue(read.Commands.Count == 0 || read.Commands[0].Name is "a" or "b");
    }

    [TestMethod]
    public void Knows_the_place_of_each_piece_in_the_Dockerfile()
    {
        const string Text = "FROM a\nRUN one \\\n  # comment\n && 'tw'o \"th\\\"ree\" \\\n > out\n";

        var command = Read(Text).Commands[1];

        Assert.AreEqual("'tw'o", Slice(Text, command.Words[0].Span));
        Assert.AreEqual("two", command.Words[0].Value);
        Assert.AreEqual("\"th\\\"ree\"", Slice(Text, command.Words[1].Span));
        Assert.AreEqual("th\"ree", command.Words[1].Value);
        Assert.AreEqual("> out", Slice(Text, command.Redirections[0].Span));
        Assert.AreEqual(" \\\n  # comment\n && 'tw'o \"th\\\"ree\" \\\n > out", Slice(Text, command.Removal!.Value));
    }

    [TestMethod]
    public void Knows_the_place_of_what_another_shell_runs()
    {
        const string Text = "RUN [\"bash\", \"-c\", \"a \\\"b\\\" && c\"]\n";

        var commands = Read(Text).Commands;

        Assert.AreEqual("\\\"b\\\"", Slice(Text, commands[1].Words[1].Span));
        Assert.AreEqual("c", Slice(Text, commands[2].Span));
    }

    [TestMethod]
    public void Reads_here_documents_as_scripts_as_scripts_of_shells_or_not_at_all()
    {
        Assert.AreEqual("a|; b", Names("RUN <<EOF\na\nb\nEOF\n"));
        Assert.AreEqual("a|; b", Names("RUN <<EOF\n#!/bin/bash -e\na\nb\nEOF\n"));
        Assert.AreEqual("", Names("RUN <<EOF\n#!/usr/bin/env python3\na\nEOF\n"));
        Assert.AreEqual("bash|a|; b", Names("RUN bash <<EOF\na\nb\nEOF\n"));
        Assert.AreEqual("cat|&& b", Names("RUN cat <<EOF > /x && b\na\nEOF\n"));
        Assert.AreEqual("cat|; b", Names("RUN <<EOF\ncat <<-INNER\n\ta\n\tINNER\nb\nEOF\n"));

        static string Names(string text) => string.Join('|', Read(text).Commands.Select(command => Describe(command)));
    }

    [TestMethod]
    public void Reads_what_a_launcher_hands_to_a_shell()
    {
        foreach (var shell in (string[][])[
            ["/bin/bash", "-o", "pipefail", "-lc"], ["/usr/bin/env", "bash", "-c"], ["conda", "run", "--no-capture-output", "-n", "app", "/bin/bash", "-c"], ["micromamba", "run", "-n", "base", "sh", "-ec"],
            ["nix-shell", "-p", "git", "--run"], ["nix", "develop", "-c", "bash", "-c"], ["/usr/local/bin/_dockerfile_shell.sh"], ["tini", "--", "bash", "-euo", "pipefail", "-c"]])
        {
            Assert.AreEqual("pip install a", Names("RUN pip install a\n", shell), string.Join(' ', shell));
        }

        foreach (var shell in (string[][])[
            ["pwsh", "-Command"], ["powershell", "-Command", "$ErrorActionPreference = 'Stop';"], ["cmd", "/S", "/C"], ["ssh", "host", "bash", "-c"], ["sudo", "-u", "app", "bash", "-c"],
            ["python3", "-c"], ["fish", "-c"], ["conda", "run", "-n", "bash"], ["env", "FOO=1"], ["/entrypoint.sh", "bash", "--login"]])
        {
            Assert.AreEqual("", Names("RUN pip install a\n", shell), string.Join(' ', shell));
        }

        Assert.AreEqual("nix-shell -p git --run 'a && b'|a|&& b", Names("RUN nix-shell -p git --run 'a && b'\n", Shell));
        Assert.AreEqual("conda run -n x bash -c 'a'|a", Names("RUN conda run -n x bash -c 'a'\n", Shell));

        static string Names(string text, IReadOnlyList<string> shell) => string.Join('|', ShellScript.Read(
            Dockerfile.Parse(text, "Dockerfile").Instructions.OfType<RunInstruction>().Single(), shell).Commands.Select(Describe));
    }

    private static ShellScript Read(string text) =>
        ShellScript.Read(Dockerfile.Parse(text, "Dockerfile").Instructions.OfType<RunInstruction>().Single(), Shell);

    private static string Describe(ShellCommand command)
    {
        var connector = command.Before switch
        {
            Connector.And => "&& ",
            Connector.Or => "or ",
            Connector.Pipe => "pipe ",
            Connector.Sequence => "; ",
            Connector.Background => "& ",
            _ => "",
        };
        var condition = !command.Scope.IsConditional ? "" : connector.Length > 0 ? "?" : "? ";
        return condition + connector + command;
    }

    private static string Slice(string text, TextSpan span) => text.Substring(span.Start, span.Length);
}
