using ImageSdk.Dockerfiles;

namespace ImageSdk.Analysis.Images;

/// <summary>A stage that the target needs.</summary>
internal sealed class ImageStage(Stage stage, ImageStage? parent, string baseImage, ParentFacts? parentProject)
{
    private readonly List<Step> _steps = [];

    /// <summary>The stage in the Dockerfile.</summary>
    public Stage Stage { get; } = stage;

    /// <summary>The stage that it starts from; null for an image or for <c>scratch</c>.</summary>
    public ImageStage? Parent { get; } = parent;

    /// <summary>The name after <c>FROM</c>, expanded.</summary>
    public string BaseImage { get; } = baseImage;

    /// <summary>The parent project whose image it starts from, also by way of other stages; null for none.</summary>
    public ParentFacts? ParentProject { get; } = parentProject;

    /// <summary>Whether it is a stage of a Windows image, as far as names and platforms tell.</summary>
    public bool IsWindows { get; init; }

    /// <summary>The image that it starts from by way of stages and parent projects: the first that nobody here builds.</summary>
    public string OutsideBase => Parent?.OutsideBase ?? ParentProject?.Facts.BaseImage ?? BaseImage;

    /// <summary>It and the stages that it starts from, itself first.</summary>
    public IEnumerable<ImageStage> Chain
    {
        get
        {
            for (var stage = this; stage is not null; stage = stage.Parent)
                yield return stage;
        }
    }

    /// <summary>Whether its layers are in the image: it is the target, or the target starts from it.</summary>
    public bool IsInFinalImage { get; internal set; }

    /// <summary>Its instructions after <c>FROM</c>, in order.</summary>
    public IReadOnlyList<Step> Steps => _steps;

    /// <summary>Its <c>RUN</c>s, in order.</summary>
    public IEnumerable<RunStep> Runs => _steps.OfType<RunStep>();

    /// <summary>What is in effect at its end.</summary>
    public StageState End { get; internal set; } = StageState.Initial;

    internal void Add(Step step) => _steps.Add(step);
}
