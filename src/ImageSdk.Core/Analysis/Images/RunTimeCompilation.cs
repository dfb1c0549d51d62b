using System.Globalization;
using System.Text.RegularExpressions;
using ImageSdk.Analysis.Commands;
using ImageSdk.Dockerfiles;

namespace ImageSdk.Analysis.Images;

/// <summary>
/// Whether the program of an image may call a compiler when it runs: PyTorch does for <c>torch.compile</c>, DeepSpeed for its
/// operators. It may unless everything in the image is known, since such a package may come with a base, with a copied directory
/// or with a project's own lock file.
/// </summary>
internal static partial class RunTimeCompilation
{
    /// <summary>Python packages that compile C, C++ or CUDA when they run, and packages that depend on one of them.</summary>
    private static readonly HashSet<string> Frameworks = new(StringComparer.Ordinal)
    {
        "triton", "pytorch-triton", "deepspeed", "vllm", "sglang", "flashinfer-python", "tensorrt-llm", "lmdeploy", "xformers",
        "flash-attn", "accelerate", "transformers", "sentence-transformers", "diffusers", "peft", "trl", "unsloth", "lightning",
        "fastai", "timm", "kornia", "detectron2", "fairseq", "openai-whisper", "whisperx", "pyannote-audio", "speechbrain",
        "nemo-toolkit", "demucs", "auto-gptq", "autoawq", "exllamav2", "ultralytics", "easyocr", "stanza", "flair", "mmcv",
        "mmengine", "cython", "pyximport", "pythran", "cffi", "pybind11", "cppyy", "ninja", "scikit-build", "pystan", "cmdstanpy",
        "prophet", "pymc", "pymc3", "pytensor", "theano", "theano-pymc", "aesara", "pycuda", "pyopencl", "brian2", "apache-tvm",
        "taichi", "jupyter", "jupyterlab", "notebook", "ipykernel", "papermill",
    };

    /// <summary>Programs that install packages which no instruction names.</summary>
    private static readonly HashSet<string> Installers = new(StringComparer.Ordinal)
    {
        "poetry", "pdm", "pipenv", "pixi", "conda", "mamba", "micromamba", "hatch", "rye", "easy_install", "R", "Rscript",
        "julia",
    };

    private static readonly HashSet<string> InstallerWords = new(StringComparer.Ordinal)
    {
        "install", "sync", "create", "update", "add", "env", "-e", "pip",
    };

    private static readonly HashSet<string> ProgramDirectories = new(StringComparer.Ordinal)
    {
        "", "/bin", "/sbin", "/usr/bin", "/usr/sbin", "/usr/local/bin", "/app", "/out",
    };

    /// <summary>Whether the program may compile when it runs.</summary>
    public static bool IsPossible(AnalyzedImage image) => image.Stages.Any(MayBringFrameworks)
        || image.Runs.Any(InstallsUnknown)
        || image.PipInstalls.Any(IsUnknown)
        || image.PipInstalls.SelectMany(install => install.Requirements).Any(requirement => IsFramework(requirement.Key))
        || image.FinalStages.SelectMany(stage => stage.Steps).Any(step => CopiesUnknown(image, step.Instruction))
        || image.Target.End.Variables.Any(variable => IsOfImage(variable.Value) && NamesCompiler().IsMatch(variable.Key))
        || ProgramTexts(image).Any(text => CallsCompiler().IsMatch(text));

    private static bool MayBringFrameworks(ImageStage stage) =>
        stage.ParentProject is { } parent ? parent.Facts.MayCompile : !KnownBases.HasNoFrameworks(stage.OutsideBase);

    private static bool IsFramework(string key) => Frameworks.Contains(key)
        || key.StartsWith("torch", StringComparison.Ordinal) || key.StartsWith("pytorch", StringComparison.Ordinal);

    private static bool InstallsUnknown(RunStep run) => !run.Script.IsComplete
        || run.Pip.Any(pip => !pip.HasRequirements) || run.Commands.Any(InstallsUnknown);

    private static bool InstallsUnknown(CommandLine line) =>
        (Installers.Contains(line.Program) && line.Arguments.Any(word => InstallerWords.Contains(word.Value)))
        || line.Program.EndsWith(".sh", StringComparison.Ordinal) || Interpreter.RunsScriptOfShell(line)
        || (line.Program.StartsWith("python", StringComparison.Ordinal) && line.Arguments.Any(IsSetupScript));

    private static bool IsSetupScript(Shell.Word word) =>
        word.Value.EndsWith("setup.py", StringComparison.Ordinal) || word.Value.EndsWith("install.py", StringComparison.Ordinal);

    /// <summary>
    /// Whether pip is given a file that cannot be read, or a project or an archive with requirements of its own.
    /// </summary>
    private static bool IsUnknown(PipInstall install) => !install.Files.IsComplete
        || install.Pip.Has("e", "editable", "group", "find-links", "f")
        || (install.Pip.Subcommand.Value != "sync" && install.Pip.Specifiers.Any(word => IsUnknown(install.Pip, word)))
        || install.Requirements.Any(requirement => !requirement.IsFromIndex);

    private static bool IsUnknown(PipCommand pip, Shell.Word specifier) =>
        specifier.Resolve(pip.Line.Lookup) is null || PipCommand.IsLocal(specifier);

    /// <summary>Whether another image than those of this file brings more than single programs.</summary>
    private static bool CopiesUnknown(AnalyzedImage image, Instruction instruction) =>
        instruction is CopyInstruction { From: { } from } copy
        && !image.Stages.Any(stage => IsNamed(stage.Stage, from.Value)) && copy.Sources.Any(source => !IsProgram(source.Value));

    private static bool IsNamed(Stage stage, string name) => string.Equals(stage.Name, name, StringComparison.OrdinalIgnoreCase)
        || stage.Index.ToString(CultureInfo.InvariantCulture) == name;

    private static bool IsProgram(string source) =>
        source.StartsWith('/') && ProgramDirectories.Contains(source[..source.LastIndexOf('/')]);

    private static bool IsOfImage(Variable variable) => variable.Instruction is null or { Kind: InstructionKind.Env };

    /// <summary>What the container runs, with the scripts of the context that it names.</summary>
    private static IEnumerable<string> ProgramTexts(AnalyzedImage image)
    {
        if (ContainerProgram.Of(image) is not { } program)
            return [];
        // A name alone may be a program of the PATH, or a file of the working directory that an interpreter is given.
        return program.Words.Concat(program.Words.Take(4).Select(word => ContainerProgram.FindFile(image, word)
            ?? (word.Contains('/') ? null : ContainerProgram.FindFile(image, "./" + word))).OfType<string>());
    }

    [GeneratedRegex(
        "^(LD_PRELOAD|LD_AUDIT|CC|CXX|CPATH|C_INCLUDE_PATH|CPLUS_INCLUDE_PATH|LIBRARY_PATH|CUDA_HOME|CUDA_PATH|CUDA_ROOT"
        + "|CUDA_TOOLKIT_ROOT_DIR|CUDACXX|NVCC.*|TORCH_EXTENSIONS_DIR|TORCH_CUDA_ARCH_LIST|TRITON_.*|TORCHINDUCTOR_.*|DS_.*"
        + "|PYXBLD_DIR)$")]
    private static partial Regex NamesCompiler();

    [GeneratedRegex(
        @"(^|[\s/""'`;&|(])(gcc|g\+\+|cc|c\+\+|clang(\+\+)?|make|cmake|ninja|meson|nvcc|rustc|cargo|go|mvn|gradlew?|pip3?|npm"
        + @"|node-gyp"
        + @"|torchrun|deepspeed|accelerate|vllm|ray|jupyter[a-z-]*|ipython)($|[\s""'`;&|)])"
        + @"|torch\.compile|cpp_extension|pyximport|\btriton\b|\bimport torch\b|numba\.pycc|LD_PRELOAD|CUDA_HOME|find_library"
        + @"|cffi")]
    private static partial Regex CallsCompiler();
}
