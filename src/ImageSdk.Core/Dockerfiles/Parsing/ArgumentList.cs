namespace ImageSdk.Dockerfiles;

/// <summary>The arguments of an instruction.</summary>
internal sealed record ArgumentList(IReadOnlyList<Token> Tokens, bool IsExecForm = false)
{
    public IReadOnlyList<Assignment> Assignments { get; init; } = [];

    public bool IsLegacy { get; init; }
}
