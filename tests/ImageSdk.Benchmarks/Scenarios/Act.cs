namespace ImageSdk.Benchmarks.Scenarios;

/// <summary>One measured run in a scenario.</summary>
/// <param name="Title">How a report calls it.</param>
/// <param name="Preparation">What happens before.</param>
/// <param name="Effect">What must have changed after.</param>
internal sealed record Act(string Title, Preparation Preparation, Effect Effect = Effect.None);
