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
        "build-essential", "build-base", "g++", "gcc-c++", "cmake", "ninja-build", "ninja", "autoconf", "automake", "libtool", "bison", "flex", "meson", "linux-headers", "musl-dev",
    };

    private static readonly HashSet<string> Perhaps = new(StringComparer.Ordinal)
    {
        "gcc", "clang", "make", "git", "pkg-config", "pkgconf", "cargo", "rustc", "golang", "golang-go", "maven", "swig", "nasm", "yasm",
    };

    /// <summary>Build tools that stay in the image, by the command that installs them.</summary>
    /// <param name="image">The image.</param>
    /// <returns>The packages of one command that are build tools, and whether that is certain of each.</returns>
    public static IEnumerable<IReadOnlyList<(Word Package, bool IsCertain)>> In(AnalyzedImage image)
    {
        var stages = image.Stages.Where(stage => stage.IsInFinalImage).ToList();
        if (stages.Any(IsForDevelopment) || ForDevelopment().IsMatch(Path.GetFileName(image.Input.Dockerfile)) || image.Input.Dockerfile.Contains(".devcontainer", StringComparison.Ordinal))
            yield break;
        foreach (var run in stages.SelectMany(stage => stage.Runs).Where(run => !SystemPackages.AreRemovedIn(run)))
        {
            foreach (var install in run.Commands.Select(SystemPackages.Of).OfType<SystemPackages>())
            {
                var tools = install.Names.Where(word => word.IsLiteral).Select(word => (word, Kind(word.Value))).Where(tool => tool.Item2 is not null)
                    .Select(tool => (tool.word, tool.Item2!.Value)).ToList();
                if (tools.Count > 0)
                    yield return tools;
            }
        }
    }

    /// <summary>Whether the image is a program's, not a base for others: it says what it starts.</summary>
    public static bool IsProgram(AnalyzedImage image) => image.Stages.Where(stage => stage.IsInFinalImage)
        .SelectMany(stage => stage.Steps).Any(step => step.Instruction.Kind is InstructionKind.Entrypoint or InstructionKind.Cmd && !StartsShell(step.Instruction));

    /// <summary>A shell as the command is what an image for people has.</summary>
    private static bool StartsShell(Instruction instruction) => instruction.Arguments is [var only] && only.Value.Trim().Split('/')[^1] is "sh" or "bash" or "zsh";

    private static bool? Kind(string package)
    {
        var name = package.Split('=', ':', '~', '<', '>')[0];
        return Certain.Contains(name) || name.EndsWith("-dev", StringComparison.Ordinal) || name.EndsWith("-devel", StringComparison.Ordinal) ? true
            : Perhaps.Contains(name) || NumberedCompiler().IsMatch(name) ? false : null;
    }

    private static bool IsForDevelopment(ImageStage stage) => ForDevelopment().IsMatch(stage.Stage.Name ?? "") || (stage.Parent is null && ToolImage().IsMatch(stage.BaseImage));

    [GeneratedRegex(@"(^|[._-])(dev|devel|develop|development|devcontainer|debug|test|tests|testing|lint|ci|build|builder|compile|compiler|toolchain|sdk|tools|wheels?)([._-]|\d*$)", RegexOptions.IgnoreCase)]
    private static partial Regex ForDevelopment();

    /// <summary>Images that are compilers themselves: who builds on one wants one.</summary>
    [GeneratedRegex(@"(^|/)(gcc|golang|rust|maven|gradle|buildpack-deps|silkeh/clang|dart|swift|haskell|node-gyp|devcontainers?|jenkins|gitlab-runner|dind|conda-build|manylinux\w*)([:@/]|$)|/sdk[:@]|-devel|-sdk", RegexOptions.IgnoreCase)]
    private static partial Regex ToolImage();

    [GeneratedRegex(@"^(gcc|g\+\+|clang|llvm|golang)-\d+(\.\d+)?$")]
    private static partial Regex NumberedCompiler();
}
