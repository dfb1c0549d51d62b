namespace ImageSdk.Diagnostics;

/// <summary>How much a diagnostic matters when nobody configured it.</summary>
public enum DiagnosticSeverity
{
    /// <summary>Worth knowing; never fails a build.</summary>
    Info,

    /// <summary>Costs time, size or repeatability; the image is still what was asked for.</summary>
    Warning,

    /// <summary>The image cannot be what was asked for.</summary>
    Error,
}
