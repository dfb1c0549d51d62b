using ImageSdk.Diagnostics;
using Microsoft.Build.Framework;

namespace ImageSdk.Tasks;

/// <summary>What <c>dotnet run</c> starts: the image that the record names, by its digest.</summary>
[MSBuildMultiThreadableTask]
public sealed class GetRunCommand : ImageTask
{
    /// <summary>The full path of the project.</summary>
    [Required]
    public string Project { get; set; } = "";

    /// <summary>The record of the last build.</summary>
    [Required]
    public string RecordFile { get; set; } = "";

    /// <summary>ImageRunOptions: further options of <c>docker run</c>.</summary>
    public string Options { get; set; } = "";

    /// <summary>The variants of the project, when it is to be run without saying which.</summary>
    public string[] Variants { get; set; } = [];

    /// <summary>The command.</summary>
    [Output]
    public string Command { get; set; } = "";

    /// <summary>Its arguments, to which <c>dotnet run</c> adds the user's.</summary>
    [Output]
    public string Arguments { get; set; } = "";

    /// <inheritdoc />
    protected override string ProjectFile => Project;

    /// <inheritdoc />
    protected override void Run(CancellationToken cancellationToken)
    {
        if (Variants.Length > 0) throw NotRunnable(
            $"The project has the variants {string.Join(", ", Variants)}. Say which one to run: `dotnet run "
            + $"-p:ImageVariant={Variants[0]}`.");

        var record = Records.RecordFile.TryReadImage(RecordFile)
            ?? throw NotRunnable("The image has not been built. Run `dotnet build` first.");
        if (record.Layout.Length > 0) throw NotRunnable(
            $"The builder '{record.Builder}' does not keep images in the engine, so there is nothing to run. Build in the "
            + "engine itself: "
            + "let ImageBuilder be empty, choose the engine with `docker buildx use default`, and run again without --no-build.");

        Command = "docker";
        Arguments = string.Join(' ',
            ((string[])["run", "--rm", Options.Trim(), record.Reference + "@" + record.Digest]).Where(a => a.Length > 0));
    }

    private DiagnosticException NotRunnable(string message) =>
        new(DiagnosticDescriptors.NotRunnable.At(new SourceLocation(ProjectFile), message));
}
