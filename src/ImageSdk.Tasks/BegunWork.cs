using System.Collections.Concurrent;
using ImageSdk.Diagnostics;
using ImageSdk.Engine;

namespace ImageSdk.Tasks;

/// <summary>
/// Work for an image, its build or its push, that was begun while another image was waited for. It is a head start and no more:
/// the image's own task takes it over if it finds the same plan and the same environment, and otherwise does the work itself.
/// </summary>
/// <param name="planHash">What is made, as <see cref="Planning.ImagePlan.GetHash"/> has it.</param>
/// <param name="session">What it is made with.</param>
/// <param name="work">The work.</param>
/// <param name="cancellation">Interrupts it.</param>
internal sealed class BegunWork(string planHash, EngineSession session, Task work, CancellationTokenSource cancellation)
{
    /// <summary>The work.</summary>
    public Task Work { get; } = work;

    /// <summary>What there is to warn of, for the task that takes it over.</summary>
    public required ConcurrentQueue<Diagnostic> Diagnostics { get; init; }

    /// <summary>Whether it is what a task would begin now.</summary>
    public bool Is(string plan, EngineSession with) => planHash == plan && session == with;

    /// <summary>
    /// Whether its failure is one of the image's, once it has ended. What failed before BuildKit had anything to do can be mended
    /// by targets that run before the image's own, as a login is, or a secret that is written to a file.
    /// </summary>
    public bool CanBeTaken => Work.IsCompletedSuccessfully
        || Work.Exception?.InnerException is DiagnosticException e
        && e.Diagnostics.Any(d => d.Descriptor == DiagnosticDescriptors.BuildFailed);

    /// <summary>Interrupts it and waits for its end.</summary>
    public void Stop()
    {
        cancellation.Cancel();
        ((IAsyncResult)Work).AsyncWaitHandle.WaitOne();
    }
}
