using ImageSdk.Engine.Buildx;

namespace ImageSdk.Engine.Scheduling;

/// <summary>Something that happened in an <see cref="ImageScheduler"/>.</summary>
/// <param name="Job">The image.</param>
public abstract record ScheduleEvent(ImageJob Job)
{
    /// <summary>The work on the image started.</summary>
    /// <param name="Job">The image.</param>
    /// <param name="Position">Which of the images of the schedule it is, from 1, in the order in which they are taken up.</param>
    /// <param name="Count">How many images the schedule has.</param>
    public sealed record Started(ImageJob Job, int Position, int Count) : ScheduleEvent(Job);

    /// <summary>A step of BuildKit started, goes on or ended.</summary>
    /// <param name="Job">The image.</param>
    /// <param name="Progress">The step.</param>
    /// <param name="Position">As in <see cref="Started"/>.</param>
    /// <param name="Count">As in <see cref="Started"/>.</param>
    public sealed record Step(ImageJob Job, StepProgress Progress, int Position, int Count) : ScheduleEvent(Job);

    /// <summary>The image is up to date, built or pushed.</summary>
    /// <param name="Job">The image.</param>
    public sealed record Completed(ImageJob Job) : ScheduleEvent(Job);

    /// <summary>The work failed.</summary>
    /// <param name="Job">The image, with its <see cref="ImageJob.Failure"/>.</param>
    public sealed record Failed(ImageJob Job) : ScheduleEvent(Job);

    /// <summary>The work is not started, because an image that this one is based on failed.</summary>
    /// <param name="Job">The image.</param>
    /// <param name="Cause">The image that failed.</param>
    public sealed record Blocked(ImageJob Job, ImageJob Cause) : ScheduleEvent(Job);
}
