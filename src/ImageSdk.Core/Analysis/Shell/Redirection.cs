using ImageSdk.Dockerfiles;

namespace ImageSdk.Analysis.Shell;

/// <summary>A redirection of a command, such as <c>&gt; file</c>.</summary>
/// <param name="Operator">
/// The operator without the number before it: <c>&gt;</c>, <c>&gt;&gt;</c>, <c>&lt;</c>, <c>&lt;&lt;</c>, ….
/// </param>
/// <param name="Target">The file, or the word that ends a here-document.</param>
/// <param name="Span">Where it is written, from the number or the operator to the end of the target.</param>
internal sealed record Redirection(string Operator, Word Target, TextSpan Span)
{
    /// <summary>
    /// Whether neither a space nor a number parts the operator from the word before it, as in <c>name&gt;=2</c>.
    /// </summary>
    public bool FollowsWord { get; init; }

    /// <summary>Whether the target follows the operator at once.</summary>
    public bool TargetFollows { get; init; }

    /// <summary>The content of a here-document; null for everything else.</summary>
    public ScriptText? Body { get; set; }
}
