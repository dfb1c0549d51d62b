using CsCheck;

namespace ImageSdk.Core.Tests.Dockerfiles;

/// <summary>Random text: anything at all, and text that looks like a Dockerfile so that it gets deep into the parser.</summary>
internal static class Texts
{
    private static readonly string[] Pieces =
    [
        "FROM", "from", "RUN", "CMD", "LABEL", "EXPOSE", "ENV", "ADD", "COPY", "ENTRYPOINT", "VOLUME", "USER", "WORKDIR", "ARG",
        "ONBUILD", "STOPSIGNAL", "HEALTHCHECK", "SHELL", "MAINTAINER", "FORM", "AS", "NONE", "scratch", "alpine:3.20", "base", "0",
        " ", " ", " ", "  ", "\t", "\n", "\n", "\n", "\r\n", "\r", "\f", "\u00a0", "\u2028", "\uFEFF", "\\", "\\\n", "\\ \n", "`", "`\n", "\\\r\n",
        "#", "# ", "# note\n", "# escape=`\n", "# syntax=docker/dockerfile:1\n", "# check=skip=all\n", "#!/bin/sh\n",
        "<<EOF", "<<-EOF", "<<'EOF'", "<<\"E F\"", "3<<EOF", "EOF", "\nEOF\n", "\n\tEOF\n", "<", "<<",
        "[", "]", "[\"a\", \"b\"]", "[\"\\u00e9\\n\"]", "[1]", "\"", "'", ",", "=", "{", "}", "${", "$", "$X", "${X:-a}", "${X#a*}", "${X//a/b}",
        "--from=", "--from=base", "--mount=type=cache,target=/x", "--mount=", "--platform=$BUILDPLATFORM", "--link", "--", "--exclude=*.md",
        "a=b", "a=\"b c\"", "a", "/app", ".", "é", "😀", "\ud83d", "\0",
    ];

    public static Gen<string> Any { get; } = Gen.String[Gen.Char, 0, 200];

    public static Gen<string> LikeDockerfiles { get; } = Gen.OneOf(Pieces).List[0, 60].Select(string.Concat);

    /// <summary>Fragments of words with variables, quotes and escapes.</summary>
    public static Gen<string> Words { get; } = Gen.OneOf(
        "$", "{", "}", "X", "Y", ":", "-", "+", "?", "#", "##", "%", "%%", "/", "//", "*", "\\", "`", "'", "\"", "a", "é", " ", "\n", "${X", "${Y:-", "<<")
        .List[0, 20].Select(string.Concat);
}
