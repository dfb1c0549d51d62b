using ImageSdk.Diagnostics;
using ImageSdk.Generation.Compose;
using Microsoft.Build.Framework;

namespace ImageSdk.Tasks;

/// <summary>Writes the compose file of several images.</summary>
[MSBuildMultiThreadableTask]
public sealed class ComposeImages : ImageTask
{
    /// <summary>
    /// The answers of the images to <c>_GetComposeImages</c>: for each image one item, and one for each of its items that count
    /// here.
    /// </summary>
    public ITaskItem[] Images { get; set; } = [];

    /// <summary>The folder that the path of the file starts from.</summary>
    [Required]
    public string Directory { get; set; } = "";

    /// <summary>
    /// The name of what is composed. Where it is that of the MSBuild project, the terminal logger shows the line.
    /// </summary>
    [Required]
    public string Subject { get; set; } = "";

    /// <summary>The full path of the file.</summary>
    [Output]
    public string File { get; set; } = "";

    /// <inheritdoc />
    protected override string ProjectFile => Path.Combine(Directory, Subject);

    /// <inheritdoc />
    protected override void Run(CancellationToken cancellationToken)
    {
        var items = ComposeItems.Read(Images);
        var readers = items.Select(project => new ComposeImageReader(project.Image, project.Items)).ToList();
        var images = readers.ConvertAll(reader => reader.Read());
        if (readers.SelectMany(reader => reader.Problems).ToList() is { Count: > 0 } problems)
            throw new DiagnosticException(problems);

        var text = ComposeDocument.Write(images,
            new ComposeSettings(Setting("ImageComposeModelService"), ItemReader.Split(Setting("ImageComposeModelCommand"))),
            out var warnings);
        File = Path.GetFullPath(Setting("ImageComposeFile") is { Length: > 0 } path ? path.Replace('\\', '/') : "compose.yaml",
            Directory);
        foreach (var warning in warnings) Report(warning);
        ComposeFile.Write(File, text);
        Log.LogMessage(MessageImportance.High, "{0}", $"{Subject} -> {File}");

        string Setting(string name) =>
            items.Select(project => project.Image[name]).FirstOrDefault(value => value.Length > 0) ?? "";
    }
}
