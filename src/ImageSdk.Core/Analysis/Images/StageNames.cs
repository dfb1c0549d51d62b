namespace ImageSdk.Analysis.Images;

/// <summary>What the names of stages tell.</summary>
internal static class StageNames
{
    /// <summary>Whether a stage is for people or for tests, as far as its name says: what it has goes into no image that is shipped.</summary>
    public static bool IsForDevelopment(ImageStage stage) => !stage.IsInFinalImage && stage.Stage.Name is { } name
        && name.ToLowerInvariant().Split('-', '_', '.').Any(word => word is "dev" or "devel" or "development" or "test" or "tests" or "testing" or "lint" or "docs" or "debug");
}
