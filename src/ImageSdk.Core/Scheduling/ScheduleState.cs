namespace ImageSdk.Scheduling;

/// <summary>Where an image stands in a <see cref="Schedule"/>.</summary>
public enum ScheduleState
{
    /// <summary>Waits for the images that it is based on.</summary>
    Waiting,

    /// <summary>Is being compared with its last build.</summary>
    Checking,

    /// <summary>Must be built and waits for its turn.</summary>
    Pending,

    /// <summary>Is being built.</summary>
    Building,

    /// <summary>Is up to date or built.</summary>
    Completed,

    /// <summary>Could not be checked or built.</summary>
    Failed,

    /// <summary>Will not be built, because an image that it is based on failed.</summary>
    Blocked,
}
