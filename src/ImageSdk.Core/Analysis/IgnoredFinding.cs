namespace ImageSdk.Analysis;

/// <summary>A finding that a comment in its file silences.</summary>
/// <param name="Finding">The finding.</param>
/// <param name="Reason">The reason that the comment gives; empty when it gives none.</param>
public sealed record IgnoredFinding(Finding Finding, string Reason);
