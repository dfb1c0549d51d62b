namespace ImageSdk.Generation.Requirements;

/// <summary>
/// What a requirement file stands for: the packages with all that they need, each at one version, with the hashes of its files.
/// pip and uv read the file; what they take for comments says what it was made from.
/// </summary>
internal sealed record RequirementLock
{
    /// <summary>What the requirement files asked for when it was made, each as <see cref="RequirementInput.Text"/>.</summary>
    public IReadOnlyList<string> Requested { get; init; } = [];

    /// <summary>The options of the requirement files, such as <c>--extra-index-url https://…</c>.</summary>
    public IReadOnlyList<string> Options { get; init; } = [];

    /// <summary>The addresses of the project's indexes, in their order.</summary>
    public IReadOnlyList<string> Indexes { get; init; } = [];

    /// <summary>The platforms that were asked.</summary>
    public IReadOnlyList<string> Platforms { get; init; } = [];

    /// <summary>The version of Python, such as <c>3.11</c>.</summary>
    public string Python { get; init; } = "";

    /// <summary>The packages, by name.</summary>
    public IReadOnlyList<LockedRequirement> Packages { get; init; } = [];
}
