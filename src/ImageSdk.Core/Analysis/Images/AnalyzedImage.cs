using ImageSdk.Analysis.Contexts;
using ImageSdk.Analysis.Settings;
using ImageSdk.Diagnostics;
using ImageSdk.Dockerfiles;

namespace ImageSdk.Analysis.Images;

/// <summary>A Dockerfile as rules see it: the stages that the target needs, with what is in effect at each instruction.</summary>
internal sealed class AnalyzedImage
{
    private IReadOnlyList<AnalyzedImage>? _ofFile;

    private AnalyzedImage(AnalysisInput input, Dockerfile dockerfile, IReadOnlyList<ImageStage> stages, DockerfileInputs inputs)
    {
        Input = input;
        Dockerfile = dockerfile;
        Stages = stages;
        Inputs = inputs;
    }

    /// <summary>What the project says.</summary>
    public AnalysisInput Input { get; }

    /// <summary>The syntax tree.</summary>
    public Dockerfile Dockerfile { get; }

    /// <summary>The stages that the target needs, in the order of the file.</summary>
    public IReadOnlyList<ImageStage> Stages { get; }

    /// <summary>The stage that is built.</summary>
    public ImageStage Target => Stages[^1];

    /// <summary>
    /// Whether somebody runs the image or bases others on it. A stage that is built for its tests, tools or files is not.
    /// </summary>
    public bool IsShipped => Target.IsInFinalImage;

    /// <summary>
    /// The images that the Dockerfile has: this one first, then one for each stage that nothing uses. Somebody may build each of
    /// them.
    /// </summary>
    public IReadOnlyList<AnalyzedImage> OfFile => _ofFile ??= ReadOfFile();

    /// <summary>The <c>RUN</c>s of all stages, in the order of the file.</summary>
    public IEnumerable<RunStep> Runs => Stages.SelectMany(stage => stage.Runs);

    /// <summary>
    /// What the target takes from outside: images, and what it reads of contexts. <c>ONBUILD</c> of base images is not in it.
    /// </summary>
    public DockerfileInputs Inputs { get; }

    /// <summary>What the target reads of the build context. Looks at the file system when it is first asked for.</summary>
    public ContextSurvey Context => field ??= ContextSurvey.Of(this);

    /// <summary>What pip installs, downloads or builds, in the order of the file.</summary>
    public IReadOnlyList<PipInstall> PipInstalls => field ??= PipInstallReader.Read(this);

    /// <summary>The stages whose layers are in the image, in the order of the file.</summary>
    public IEnumerable<ImageStage> FinalStages => Stages.Where(stage => stage.IsInFinalImage);

    /// <summary>
    /// The operating system of the stage that a finding is in; that of the image for a finding before the first stage or in
    /// another file.
    /// </summary>
    public OperatingSystems SystemAt(Finding finding)
    {
        var stage = finding.Source.Path == Dockerfile.Path
            ? Stages.FirstOrDefault(stage => stage.Stage.From.FullSpan.Start <= finding.Span.Start
                && finding.Span.Start < (stage.Stage.Instructions is [.., var last] ? last : stage.Stage.From).FullSpan.End)
            : null;
        return (stage ?? Target).IsWindows ? OperatingSystems.Windows : OperatingSystems.Linux;
    }

    /// <summary>What <c>.editorconfig</c> says of the Dockerfile.</summary>
    public EditorConfig Settings => field ??= EditorConfig.For(Input.Dockerfile, Input.Files);

    /// <summary>What children may know of the image.</summary>
    public ImageFacts Facts => field ??= FactsReader.Read(this);

    /// <summary>The same image with what the engine knows of it.</summary>
    public AnalyzedImage With(AnalysisInput input) => new(input, Dockerfile, Stages, Inputs);

    /// <summary>Reads an image.</summary>
    /// <param name="input">What to analyse.</param>
    /// <param name="errors">
    /// Why there is no image: the Dockerfile cannot be read, has mistakes, or cannot be evaluated with these arguments.
    /// </param>
    public static AnalyzedImage? Read(AnalysisInput input, out IReadOnlyList<Diagnostic> errors)
    {
        if (input.Files.FindText(input.Dockerfile) is not { } text)
        {
            errors = [DiagnosticDescriptors.DockerfileMissing.At(new SourceLocation(input.Dockerfile),
                "This Dockerfile does not exist or cannot be read, so it is not analysed.")];
            return null;
        }

        var dockerfile = Dockerfile.Parse(text, input.Dockerfile);
        return Read(input, dockerfile, isShipped: true, out errors);
    }

    private static AnalyzedImage? Read(AnalysisInput input, Dockerfile dockerfile, bool isShipped,
        out IReadOnlyList<Diagnostic> errors)
    {
        errors = [];
        try
        {
            var inputs = DockerfileInputs.Of(dockerfile, input.Target, input.BuildArguments, input.Platform);
            return new AnalyzedImage(input, dockerfile, StageReader.Read(dockerfile, input, isShipped), inputs);
        }
        catch (DiagnosticException e)
        {
            errors = e.Diagnostics;
            return null;
        }
    }

    private List<AnalyzedImage> ReadOfFile()
    {
        List<AnalyzedImage> all = [this];
        if (Dockerfile.Stages.Count > 1)
        {
            all.AddRange(TargetStages.Others(Dockerfile, Input)
                .Select(other => Read(Input with { Target = other.Name }, Dockerfile, other.IsShipped, out _))
                .OfType<AnalyzedImage>()
                .OrderBy(other => other.Target.Stage.Index));
        }

        foreach (var other in all)
            other._ofFile = all;
        return all;
    }

    /// <summary>An edit of the Dockerfile.</summary>
    public TextEdit Edit(TextSpan span, string newText) => new(Dockerfile.Path, span, newText);

    /// <summary>An insertion into the Dockerfile.</summary>
    public TextEdit Insert(int offset, string newText) => Edit(new TextSpan(offset, 0), newText);

    /// <summary>A finding in the Dockerfile.</summary>
    public Finding Find(Rule rule, TextSpan span, string message, Fix? fix = null) =>
        new(rule.Descriptor, Dockerfile.Source, span, message, fix);

    /// <summary>A finding in the Dockerfile or in a file that it uses.</summary>
    public static Finding FindIn(Rule rule, SourceText source, TextSpan span, string message) =>
        new(rule.Descriptor, source, span, message);

    /// <summary>The word of the Dockerfile that stands at a place; nothing where the place is in no text.</summary>
    public TextSpan SpanAt(SourceLocation location)
    {
        var source = Dockerfile.Source;
        if (location.Line < 1 || location.Line > source.Lines.Count)
            return default;
        var line = source.Lines[location.Line - 1];
        var start = Math.Min(line.Start + (location.Line == 1 ? source.ByteOrderMarkLength : 0) + location.Column - 1, line.End);
        var end = start;
        while (end < line.End && !char.IsWhiteSpace(source.Text[end]) && source.Text[end] is not (',' or ']'))
            end++;
        return TextSpan.FromBounds(start, end);
    }

    /// <summary>The line ending of the Dockerfile.</summary>
    public string NewLine => field ??= Dockerfile.Source.Text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
}
