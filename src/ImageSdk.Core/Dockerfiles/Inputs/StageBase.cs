namespace ImageSdk.Dockerfiles;

/// <summary>What a stage is built on.</summary>
/// <param name="Stage">The earlier stage; null for an image or for <c>scratch</c>.</param>
/// <param name="Image">The name after <c>FROM</c>, expanded.</param>
/// <param name="Platform">The value of <c>--platform</c>, expanded, or null.</param>
internal sealed record StageBase(Stage? Stage, string Image, string? Platform)
{
    public bool IsExternal => Stage is null && Image != "scratch";
}
