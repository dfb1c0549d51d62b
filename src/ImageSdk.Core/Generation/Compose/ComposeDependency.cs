using ImageSdk.Diagnostics;

namespace ImageSdk.Generation.Compose;

/// <summary>A service that another one waits for: an item <c>ImageComposeDependsOn</c>.</summary>
/// <param name="Service">The name of the service.</param>
/// <param name="Condition">What it waits for, in the words of the Compose specification.</param>
/// <param name="Location">Where the item is.</param>
public sealed record ComposeDependency(string Service, string Condition, SourceLocation Location)
{
    /// <summary>The service has been started.</summary>
    public const string Started = "service_started";

    /// <summary>The health check of the service succeeds.</summary>
    public const string Healthy = "service_healthy";

    /// <summary>The service has ended with exit code 0.</summary>
    public const string Completed = "service_completed_successfully";
}
