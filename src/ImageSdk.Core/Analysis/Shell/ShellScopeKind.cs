namespace ImageSdk.Analysis.Shell;

/// <summary>What commands can stand in.</summary>
internal enum ShellScopeKind
{
    /// <summary>The script itself.</summary>
    Script,

    /// <summary><c>( … )</c></summary>
    Subshell,

    /// <summary><c>{ …; }</c>, and the condition of an <c>if</c> or a loop.</summary>
    Group,

    /// <summary>What <c>if</c> chooses.</summary>
    Branch,

    /// <summary>The body of a loop.</summary>
    Loop,

    /// <summary>The body of a function.</summary>
    Function,

    /// <summary><c>$( … )</c>, backticks, <c>&lt;( … )</c></summary>
    Substitution,

    /// <summary>The script of another shell: <c>bash -c '…'</c>, or its here-document.</summary>
    Nested,
}
