namespace ImageSdk.Engine;

/// <summary>Says now and then that something outside has not answered yet, so that nobody takes the wait for a build that
/// hangs.</summary>
public sealed class PendingAnswers
{
    private readonly Lock _lock = new();
    private readonly List<Action<string>> _listeners = [];

    /// <summary>How often there is a message.</summary>
    internal TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Adds one who takes messages, on any thread. The last one that was added gets them.</summary>
    public void Add(Action<string> listener)
    {
        lock (_lock) _listeners.Add(listener);
    }

    /// <summary>Removes one who takes messages, who gets none after this returns.</summary>
    public void Remove(Action<string> listener)
    {
        lock (_lock) _listeners.Remove(listener);
    }

    /// <summary>Starts to wait for an answer; to be disposed when it is there, or is not coming.</summary>
    /// <param name="who">Who is to answer, as in "Waiting for WHO".</param>
    /// <param name="limit">How long the wait can take.</param>
    internal Timer Begin(string who, TimeSpan limit) =>
        Repeat(seconds => $"Waiting for {who}: no answer for {seconds} s, and the limit is {limit.TotalSeconds:0} s.");

    /// <summary>Starts to wait for something that may take any time; to be disposed when the wait is over.</summary>
    /// <param name="who">What is waited for, as in "Waiting for WHO".</param>
    internal Timer Begin(string who) => Repeat(seconds => $"Waiting for {who}: {seconds} s so far.");

    private Timer Repeat(Func<string, string> message)
    {
        var waits = 0;
        return new Timer(_ => Say(message($"{(++waits * Interval).TotalSeconds:0}")), null, Interval, Interval);
    }

    private void Say(string message)
    {
        lock (_lock) _listeners.LastOrDefault()?.Invoke(message);
    }
}
