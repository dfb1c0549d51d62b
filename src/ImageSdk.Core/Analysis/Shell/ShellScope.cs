namespace ImageSdk.Analysis.Shell;

/// <summary>What a command stands in.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Parent">What that stands in; null for the script.</param>
/// <param name="IsConditional">Whether what stands in it may not run although the script succeeds.</param>
internal sealed record ShellScope(ShellScopeKind Kind, ShellScope? Parent, bool IsConditional)
{
    /// <summary>Whether it is the script itself, and not a part of it or another shell's script.</summary>
    public bool IsTop => Parent is null;
}
