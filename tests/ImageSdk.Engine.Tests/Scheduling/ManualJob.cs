using ImageSdk.Engine.Buildx;
using ImageSdk.Engine.Scheduling;
using ImageSdk.Planning;

namespace ImageSdk.Engine.Tests.Scheduling;

/// <summary>A job whose check and work end when the test says so.</summary>
internal sealed class ManualJob : ImageJob
{
    private static readonly EngineSession NoEngine = new(BuildEnvironment.OfProcess("/"));

    private readonly TaskCompletionSource<bool> _check = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _work = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override double ExpectedSeconds => Seconds;

    public double Seconds { get; init; } = 1;

    /// <summary>Ends when the work starts.</summary>
    public Task Started => _started.Task;

    public bool HasStarted => _started.Task.IsCompleted;

    public static ManualJob Of(string key, params string[] parents) => Of(key, isHeld: false, parents);

    /// <summary>A job that waits for its project, if it is not up to date.</summary>
    public static ManualJob Held(string key, params string[] parents) => Of(key, isHeld: true, parents);

    /// <summary>A job that is started before its project comes.</summary>
    public static ManualJob Early(string key, params string[] parents) => Of(key, isHeld: false, parents, isEarly: true);

    private static ManualJob Of(string key, bool isHeld, string[] parents, bool isEarly = false) => new()
    {
        Key = key,
        IsEarly = isEarly,
        IsHeld = () => isHeld,
        ParentKeys = parents,
        Session = NoEngine,
        Definition = new ImageDefinition
        {
            Name = key, ProjectFile = $"/{key}/{key}.imageproj", Dockerfile = "", ContextDirectory = "", LockFile = "",
            IntermediateDirectory = "",
        },
    };

    /// <summary>Ends the check.</summary>
    public ManualJob Check(bool isUpToDate)
    {
        _check.SetResult(isUpToDate);
        return this;
    }

    /// <summary>Ends the check with a failure.</summary>
    public void FailCheck(Exception failure) => _check.SetException(failure);

    /// <summary>Ends the work.</summary>
    public void Finish() => _work.SetResult();

    /// <summary>Ends the work with a failure.</summary>
    public void Fail(Exception failure) => _work.SetException(failure);

    internal override Task<bool> CheckAsync(CancellationToken cancellationToken) => _check.Task.WaitAsync(cancellationToken);

    internal override async Task RunAsync(Action<StepProgress> report, CancellationToken cancellationToken)
    {
        _started.SetResult();
        report(new StepProgress($"[1/1] RUN {Key}", StepState.Started, TimeSpan.Zero));
        await _work.Task.WaitAsync(cancellationToken);
    }
}
