using ImageSdk.Dockerfiles;

namespace ImageSdk.Analysis.Shell;

/// <summary>A simple command: assignments, words and redirections.</summary>
internal sealed class ShellCommand
{
    /// <summary>The assignments before the first word.</summary>
    public required IReadOnlyList<ShellAssignment> Assignments { get; init; }

    /// <summary>The words, the name of the program first; none where there are only assignments or redirections.</summary>
    public required IReadOnlyList<Word> Words { get; init; }

    /// <summary>The redirections.</summary>
    public required IReadOnlyList<Redirection> Redirections { get; init; }

    /// <summary>Where it is written, from its first piece to the end of its last one.</summary>
    public required TextSpan Span { get; init; }

    /// <summary>What it stands in.</summary>
    public required ShellScope Scope { get; init; }

    /// <summary>What parts it from what comes before it in the same list.</summary>
    public required Connector Before { get; init; }

    /// <summary>What parts it from what comes after it in the same list.</summary>
    public Connector After { get; set; }

    /// <summary>Where what comes before it in the same list ends; null when it is the first.</summary>
    public int? PreviousEnd { get; init; }

    /// <summary>Where what comes after it in the same list starts; null when it is the last.</summary>
    public int? NextStart { get; set; }

    /// <summary>Whether it runs whenever the script succeeds, as far as that can be seen.</summary>
    public bool IsUnconditional => Before != Connector.Or && !Scope.IsConditional;

    /// <summary>The name of the program without its folder; null where it is not literal.</summary>
    public string? Name => Words is [{ IsLiteral: true } first, ..] ? first.Value[(first.Value.LastIndexOf('/') + 1)..] : null;

    /// <summary>
    /// What to delete so that the command is gone and the others run as they did; null where that cannot be done by deleting.
    /// </summary>
    public TextSpan? Removal => (Before, After) switch
    {
        (Connector.And or Connector.Sequence,
            not (Connector.Pipe or Connector.Or or Connector.Background)) when PreviousEnd is { } end =>
            TextSpan.FromBounds(end, Span.End),
        (Connector.None, Connector.And or Connector.Sequence) when NextStart is { } next => TextSpan.FromBounds(Span.Start, next),
        _ => null,
    };

    /// <inheritdoc />
    public override string ToString() => string.Join(' ', Words.Select(word => word.Raw));
}
