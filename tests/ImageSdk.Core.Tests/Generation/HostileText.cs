using CsCheck;

namespace ImageSdk.Core.Tests.Generation;

/// <summary>Random text of all that means something to a Dockerfile, a shell, CSV or a pattern.</summary>
internal static class HostileText
{
    private static readonly string[] Pieces =
    [
        "a", "b c", " ", "  ", "\t", "\n", "\r", "\r\n", "\f", "\v", "\u0085", "\u00a0", "\u2028", "\uFEFF", "\u0001", "\u007f", "\\", "\\\n", "\\\\", "`", "`\n",
        "#", "\n# ", "<<EOF", "<<-'EOF'", "EOF", "\nEOF\n", "\nEOF2\n", "\nRUN id\n", "\nUSER root\n", "FROM x AS y", "ONBUILD RUN id", "# escape=`\n",
        "'", "\"", "$", "$$", "${", "}", "$HOME", "${X:-y}", "${X?}", "%", "%24", ",", ";", "=", "-", "--", " --mount=type=secret,id=x", "[", "]", "[\"a\"]", "{", "*", "?", "!",
        "é", "日", "😀", "\ud83d", "\0", "/", "/app", "..", "~", "&", "&&", "|", ">", "$(id)", "`id`", ":", "@", "_", "x,source=/etc", "\nmore: yes",
    ];

    public static Gen<string> Any { get; } = Gen.OneOf(Pieces).List[1, 12].Select(string.Concat);

    /// <summary>Lines as people write commands: indented, continued, with here-documents.</summary>
    public static Gen<string> Commands { get; } = Gen.OneOf(
        "cat <<EOF", "EOF", "EOF2", "echo a", "echo 'a", "b'", "a:", "  b: c", "\tb", "", "  ", "end \\", "\\", "# comment", "RUN x", "USER root", "[ -f /x ]", "--x", "\"", "$X", "é\u2028", "x\ry", "<<'Y'")
        .List[1, 10].Select(lines => string.Join('\n', lines));
}
