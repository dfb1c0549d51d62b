using ImageSdk.Diagnostics;
using ImageSdk.Storage;

namespace ImageSdk.Dockerfiles;

/// <summary>
/// The syntax tree of a Dockerfile. It keeps every character: <see cref="ToString"/> gives the text back, and each token
/// knows its place in it. It reads a Dockerfile as BuildKit's front end does (<c>frontend/dockerfile/parser</c> and
/// <c>instructions</c>), but goes on after a mistake, so that one parse finds them all.
/// </summary>
public sealed class Dockerfile
{
    internal Dockerfile(
        SourceText source,
        char escape,
        IReadOnlyList<DockerfileElement> elements,
        IReadOnlyList<AssignmentInstruction> globalArguments,
        IReadOnlyList<Stage> stages,
        IReadOnlyList<Diagnostic> diagnostics)
    {
        Source = source;
        Escape = escape;
        Elements = elements;
        Instructions = [.. elements.OfType<Instruction>()];
        Directives = [.. elements.OfType<Directive>()];
        GlobalArguments = globalArguments;
        Stages = stages;
        Diagnostics = diagnostics;
    }

    /// <summary>The text, and the way from offsets to lines and columns.</summary>
    public SourceText Source { get; }

    /// <summary>The path of the file as the user knows it.</summary>
    public string Path => Source.Path;

    /// <summary>The character that continues lines and escapes: a backslash, or a backtick after <c># escape=`</c>.</summary>
    public char Escape { get; }

    /// <summary>All of the file, in order: directives, comments, blank lines and instructions.</summary>
    public IReadOnlyList<DockerfileElement> Elements { get; }

    /// <summary>The parser directives.</summary>
    public IReadOnlyList<Directive> Directives { get; }

    /// <summary>The instructions, in order.</summary>
    public IReadOnlyList<Instruction> Instructions { get; }

    /// <summary>The <c>ARG</c>s before the first <c>FROM</c>, which only <c>FROM</c> sees.</summary>
    public IReadOnlyList<AssignmentInstruction> GlobalArguments { get; }

    /// <summary>The stages, in order.</summary>
    public IReadOnlyList<Stage> Stages { get; }

    /// <summary>
    /// What is wrong with the file (IMG1001), in the order of the text; empty when it can be built. All are errors.
    /// </summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; }

    /// <summary>
    /// The <c># syntax=</c> directive that chooses the front end, or null. BuildKit looks for it only at the start of lines,
    /// while other directives may be indented.
    /// </summary>
    public Directive? Syntax => Directives
        .TakeWhile(directive => directive.Location.Column == 1)
        .FirstOrDefault(directive => directive.Is("syntax"));

    /// <summary>All comments, also those inside instructions, in order. Directives are not among them.</summary>
    public IEnumerable<Comment> Comments => Elements.SelectMany(element => element switch
    {
        Comment comment => [comment],
        Instruction instruction => instruction.InnerComments,
        _ => [],
    });

    /// <summary>Parses a Dockerfile. Never throws: what is wrong stands in <see cref="Diagnostics"/>.</summary>
    /// <param name="text">The text of the file, with its byte order mark and its own line endings.</param>
    /// <param name="path">The path of the file as the user knows it, for messages.</param>
    public static Dockerfile Parse(string text, string path) => Parse(FileText.Of(text), path);

    /// <summary>Parses a Dockerfile, which has to be UTF-8.</summary>
    /// <inheritdoc cref="Parse(string, string)"/>
    public static Dockerfile Parse(FileText text, string path) =>
        new DockerfileParser(new SourceText(text.Text, path), text).Parse();

    /// <summary>The text of the file, put together from its elements.</summary>
    public override string ToString() => string.Concat(Elements);
}
