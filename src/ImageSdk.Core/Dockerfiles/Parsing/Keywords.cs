namespace ImageSdk.Dockerfiles;

/// <summary>The words that instructions start with.</summary>
internal static class Keywords
{
    private static readonly string[] Names =
    [
        "", "ADD", "ARG", "CMD", "COPY", "ENTRYPOINT", "ENV", "EXPOSE", "FROM", "HEALTHCHECK", "LABEL", "MAINTAINER",
        "ONBUILD", "RUN", "SHELL", "STOPSIGNAL", "USER", "VOLUME", "WORKDIR",
    ];

    /// <summary>All words, in upper case.</summary>
    public static IEnumerable<string> All => Names.Skip(1);

    public static string NameOf(InstructionKind kind) => Names[(int)kind];

    public static InstructionKind KindOf(string keyword)
    {
        for (var i = 1; i < Names.Length; i++)
        {
            if (Names[i].Equals(keyword, StringComparison.OrdinalIgnoreCase))
                return (InstructionKind)i;
        }

        return InstructionKind.Unknown;
    }
}
