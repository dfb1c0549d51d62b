namespace ImageSdk.Dockerfiles;

/// <summary>
/// Where files are copied or mounted from: a stage, something outside by its name, or (both null) nothing, <c>scratch</c>.
/// </summary>
internal readonly record struct SourceOfFiles(Stage? Stage, string? ExternalName);
