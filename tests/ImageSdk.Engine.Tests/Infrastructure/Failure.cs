using ImageSdk.Diagnostics;

namespace ImageSdk.Engine.Tests.Infrastructure;

/// <summary>Assertions about work that fails with a diagnostic.</summary>
public static class Failure
{
    /// <summary>The one diagnostic with which some work fails.</summary>
    public static async Task<Diagnostic> OfAsync(Func<Task> work) =>
        (await Assert.ThrowsExactlyAsync<DiagnosticException>(work)).Diagnostics.Single();

    /// <summary>The one diagnostic with which some work fails.</summary>
    public static Diagnostic Of(Action work) => Assert.ThrowsExactly<DiagnosticException>(work).Diagnostics.Single();
}
