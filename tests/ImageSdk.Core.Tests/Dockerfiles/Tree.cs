using ImageSdk.Dockerfiles;

namespace ImageSdk.Core.Tests.Dockerfiles;

/// <summary>Short ways to parse and to look into a tree.</summary>
internal static class Tree
{
    public const string Path = "base/Dockerfile";

    public static Dockerfile Parse(string text) => Dockerfile.Parse(text, Path);

    /// <summary>Parses what must have no errors.</summary>
    public static Dockerfile Good(string text)
    {
        var dockerfile = Parse(text);
        Assert.IsEmpty(dockerfile.Diagnostics, string.Join(Environment.NewLine, dockerfile.Diagnostics));
        return dockerfile;
    }

    /// <summary>The first instruction after <c>FROM scratch</c>, which must have no errors.</summary>
    public static Instruction Instruction(string text) => Good("FROM scratch\n" + text).Instructions[1];

    public static T Instruction<T>(string text)
        where T : Instruction => (T)Instruction(text);

    public static string[] Values(IEnumerable<Token> tokens) => [.. tokens.Select(token => token.Value)];

    /// <summary>All tokens of an instruction, in no particular order.</summary>
    public static IEnumerable<Token> TokensOf(Instruction instruction)
    {
        IEnumerable<Token> tokens = [instruction.Keyword, .. instruction.Arguments, .. instruction.Heredocs.Select(heredoc => heredoc.Opening)];
        foreach (var flag in instruction.Flags)
            tokens = tokens.Append(flag.Name).Concat(flag.Value is null ? [] : [flag.Value]);
        return instruction switch
        {
            AssignmentInstruction assignments => tokens.Concat(assignments.Assignments.SelectMany(TokensOf)),
            RunInstruction run => tokens.Concat(run.Mounts.SelectMany(mount => mount.Options).SelectMany(TokensOf)),
            OnbuildInstruction { Trigger: { } trigger } => tokens.Concat(TokensOf(trigger)),
            _ => tokens,
        };
    }

    private static IEnumerable<Token> TokensOf(Assignment assignment) =>
        assignment.Value is null ? [assignment.Name] : [assignment.Name, assignment.Value];

    private static IEnumerable<Token> TokensOf(MountOption option) =>
        option.Value is null ? [option.Key] : [option.Key, option.Value];
}
