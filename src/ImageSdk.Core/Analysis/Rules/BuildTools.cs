using System.Text.RegularExpressions;
using ImageSdk.Analysis.Commands;
using ImageSdk.Analysis.Images;
using ImageSdk.Analysis.Shell;
using ImageSdk.Dockerfiles;

namespace ImageSdk.Analysis.Rules;

/// <summary>What the rules about build tools share: IMG1317 is certain, IMG1318 is not.</summary>
internal static partial class BuildTools
{
    private static readonly HashSet<string> Certain = new(StringComparer.Ordinal)
    {
        "build-essential", "build-base", "g++", "gcc-c++", "cmake", "ninja-build", "ninja", "autoconf", "automake", "libtool",
        "bison", "flex", "meson", "linux-headers", "musl-dev",
    };

    private static readonly HashSet<string> Perhaps = new(StringComparer.Ordinal)
    {
        "gcc", "clang", "make", "git", "pkg-config", "pkgconf", "cargo", "rustc", "golang", "golang-go", "maven", "swig", "nasm",
        "yasm",
    };

    /// <summary>Packages that need a part of CUDA's compilers when they run, and no compiler of the distribution.</summary>
    private static readonly HashSet<string> CallNvcc = new(StringComparer.Ordinal) { "numba", "numba-cuda", "cupy", "jax" };

    /// <summary>Build tools that stay in the image, by the command that installs them.</summary>
    /// <param name="image">The image.</param>
    /// <returns>The packages of one command that are build tools, and whether that is certain of each.</returns>
    public static IEnumerable<IReadOnlyList<(Word Package, bool IsCertain)>> In(AnalyzedImage image)
    {
        if (IsForDevelopment(image) || ToolImage().IsMatch(image.Target.Chain.Last().BaseImage))
            yield break;
        foreach (var run in image.FinalStages.SelectMany(stage => stage.Runs))
        {
            foreach (var install in SystemPackages.KeptIn(run))
            {
                var tools = install.Names.Where(word => word.IsLiteral).Select(word => (word, Kind(word.Value)))
                    .Where(tool => tool.Item2 is not null)
                    .Select(tool => (tool.word, tool.Item2!.Value)).ToList();
                if (tools.Count > 0)
                    yield return tools;
            }
        }
    }

    /// <summary>
    /// The image that brings CUDA's compilers and headers, which the image starts from; null for none, and for that of a parent
    /// project, where it is said.
    /// </summary>
    /// <returns>The place of its name, the name, and whether it is certain that the image does without the compilers.</returns>
    public static (TextSpan Span, string Name, bool IsCertain)? CudaCompilers(AnalyzedImage image) =>
        !IsForDevelopment(image) && image.Target.Chain.Last() is { ParentProject: null, Stage.From.Image: { } from } first
        && CudaDevelopment().IsMatch(first.BaseImage)
            ? (from.Span, first.BaseImage, IsCertain(image) && !CallsNvcc(image))
            : null;

    /// <summary>The image without the compilers, of the same version.</summary>
    public static string WithoutCompilers(string image) =>
        image.Split('@')[0].Replace("-devel", "-runtime", StringComparison.Ordinal);

    /// <summary>
    /// Whether it is certain that nobody needs a compiler in the image: it is a program's, and nothing in it may compile when it
    /// runs. The same has to hold for the other images of the file that are based on a stage of it.
    /// </summary>
    public static bool IsCertain(AnalyzedImage image)
    {
        var own = image.Target.Chain.Select(stage => stage.Stage).ToHashSet();
        var related = image.OfFile.Where(other =>
            other == image || (other.IsShipped && other.Target.Chain.Any(stage => own.Contains(stage.Stage))))
            .ToList();
        return related.Exists(IsProgram) && !related.Exists(other => other.Facts.MayCompile);
    }

    /// <summary>Whether the image is a program's, not a base for others: it says what it starts.</summary>
    public static bool IsProgram(AnalyzedImage image) => image.Stages.Where(stage => stage.IsInFinalImage)
        .SelectMany(stage => stage.Steps)
        .Any(step =>
            step.Instruction.Kind is InstructionKind.Entrypoint or InstructionKind.Cmd && !StartsShell(step.Instruction));

    /// <summary>A shell as the command is what an image for people has.</summary>
    private static bool StartsShell(Instruction instruction) =>
        instruction.Arguments is [var only] && only.Value.Trim().Split('/')[^1] is "sh" or "bash" or "zsh";

    private static bool? Kind(string package)
    {
        var name = package.Split('=', ':', '~', '<', '>')[0];
        return Certain.Contains(name) || name.EndsWith("-dev", StringComparison.Ordinal)
            || name.EndsWith("-devel", StringComparison.Ordinal) ? true
            : Perhaps.Contains(name) || NumberedCompiler().IsMatch(name) ? false : null;
    }

    /// <summary>Whether it says by its name that it is for people who develop.</summary>
    private static bool IsForDevelopment(AnalyzedImage image) =>
        !image.IsShipped || image.FinalStages.Any(stage => StageNames.SaysDevelopment(stage.Stage.Name ?? ""))
        || StageNames.SaysDevelopment(Path.GetFileName(image.Input.Dockerfile))
        || image.Input.Dockerfile.Contains(".devcontainer", StringComparison.Ordinal);

    private static bool CallsNvcc(AnalyzedImage image) => image.PipInstalls.Where(install => install.Run.Stage.IsInFinalImage)
        .SelectMany(install => install.Requirements).Any(requirement => CallNvcc.Contains(requirement.Key));

    /// <summary>Images that are compilers themselves: who builds on one wants one.</summary>
    [GeneratedRegex(
        @"(^|/)(gcc|golang|rust|maven|gradle|buildpack-deps|silkeh/clang|dart|swift|haskell|node-gyp|devcontainers?|jenkins"
        + @"|gitlab-runner|dind|conda-build|manylinux\w*)([:@/]|$)|/sdk[:@]|-devel|-sdk", RegexOptions.IgnoreCase)]
    private static partial Regex ToolImage();

    [GeneratedRegex(@"(^|/)(nvidia/cuda|pytorch/pytorch):[^@]*-devel(-|@|$)")]
    private static partial Regex CudaDevelopment();

    [GeneratedRegex(@"^(gcc|g\+\+|clang|llvm|golang)-\d+(\.\d+)?$")]
    private static partial Regex NumberedCompiler();
}
