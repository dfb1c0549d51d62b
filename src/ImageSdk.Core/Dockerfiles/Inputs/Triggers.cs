using ImageSdk.Diagnostics;

namespace ImageSdk.Dockerfiles;

/// <summary>
/// The instructions that a stage or an image has its children run (<c>ONBUILD</c>). See <c>dispatchOnBuildTriggers</c> in
/// BuildKit's <c>dockerfile2llb/convert.go</c>: a child runs them right after its <c>FROM</c>, and they are not inherited
/// further.
/// </summary>
internal static class Triggers
{
    /// <summary>The triggers of a stage of the same file.</summary>
    public static IReadOnlyList<Instruction> Of(Stage stage) =>
        [.. stage.Instructions.OfType<OnbuildInstruction>().Select(onbuild => onbuild.Trigger!)];

    /// <summary>
    /// The triggers of a stage in the form of the image's configuration (<c>Config.OnBuild</c>): continued lines are one.
    /// </summary>
    public static IReadOnlyList<string> TextsOf(Stage stage) =>
        [.. stage.Instructions.OfType<OnbuildInstruction>().Select(onbuild => onbuild.TriggerText)];

    /// <summary>
    /// The triggers of an image. One that is no instruction is left out: BuildKit says so, and nothing can be said here.
    /// </summary>
    /// <param name="texts">What the image's configuration holds.</param>
    /// <param name="from">The place that names the image.</param>
    public static IReadOnlyList<Instruction> Parse(IReadOnlyList<string> texts, SourceLocation from) =>
        [.. texts.SelectMany(text => new DockerfileParser(new SourceText(text, from)).Parse().Instructions.Take(1))];
}
