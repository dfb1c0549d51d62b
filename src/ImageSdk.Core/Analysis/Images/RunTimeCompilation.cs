using System.Text.RegularExpressions;
using ImageSdk.Analysis.Commands;
using ImageSdk.Dockerfiles;

namespace ImageSdk.Analysis.Images;

/// <summary>
/// Whether the program of an image may call a compiler when it runs: PyTorch does for <c>torch.compile</c>, DeepSpeed for its operators. It
/// may unless everything that the image has is known, since a package may come with a base, a copied folder or a project's own lock file.
/// </summary>
internal static partial class RunTimeCompilation
{
    /// <summary>Packages of Python that compile C, C++ or CUDA when they run, and those that are made of such a package.</summary>
    private static readonly HashSet<string> Frameworks = new(StringComparer.Ordinal)
    {
        "triton", "pytorch-triton", "deepspeed", "vllm", "sglang", "flashinfer-python", "tensorrt-llm", "lmdeploy", "xformers", "flash-attn", "accelerate", "transformers", "sentence-transformers",
        "diffusers", "peft", "trl", "unsloth", "lightning", "fastai", "timm", "kornia", "detectron2", "fairseq", "openai-whisper", "whisperx", "pyannote-audio", "speechbrain",
        "nemo-toolkit", "demucs", "auto-gptq", "autoawq", "exllamav2", "ultralytics", "easyocr", "stanza", "flair", "cython", "pyximport", "pythran", "cffi", "pystan", "cmdstanpy", "prophet", "pymc",
        "pymc3", "pytensor", "theano", "theano-pymc", "aesara", "pycuda", "pyopencl", "brian2", "cppyy", "ninja", "pybind11", "scikit-build", "apache-tvm", "taichi", "mmcv", "mmengine", "jupyter",
        "jupyterlab", "notebook", "ipykernel", "papermill",
    };

    /// <summary>Programs that install packages of which nothing is known here.</summary>
    private static readonly HashSet<string> Installers = new(StringComparer.Ordinal) { "poetry", "pdm", "pipenv", "pixi", "conda", "mamba", "micromamba", "hatch", "rye", "easy_install", "R", "Rscript", "julia" };

    /// <summary>Whether a program may compile when it runs, as far as anything tells.</summary>
    public static bool IsPossible(AnalyzedImage image) =>
        image.Target.ParentProject?.Facts.MayCompile == true
        || image.Stages.Any(stage => stage.ParentProject is null ? !KnownBases.HasNoFrameworks(stage.OutsideBase) : stage.ParentProject.Facts.MayCompile)
        || image.Runs.Any(run => run.Script.Commands.Count > 0 && !run.Script.IsComplete || run.Pip.Any(pip => !pip.HasRequirements) || run.Commands.Any(InstallsUnknown))
        || image.PipInstalls.Any(IsUnknown)
        || image.PipInstalls.SelectMany(install => install.Requirements).Any(requirement => requirement.Key.StartsWith("torch", StringComparison.Ordinal)
            || requirement.Key.StartsWith("pytorch", StringComparison.Ordinal) || Frameworks.Contains(requirement.Key))
        || image.FinalStages.SelectMany(stage => stage.Steps).Any(step => step.Instruction is CopyInstruction { From: { } from } copy && IsFromOutside(image, from) && copy.Sources.Any(source => !IsProgram(source.Value)))
        || image.Target.End.Variables.Any(variable => variable.Value.Instruction is null or { Kind: InstructionKind.Env } && Variable().IsMatch(variable.Key))
        || Programs(image).Any(text => Compiler().IsMatch(text));

    private static bool InstallsUnknown(CommandLine line) =>
        (Installers.Contains(line.Program) && line.Arguments.Any(word => word.Value is "install" or "sync" or "create" or "update" or "add" or "env" or "-e" or "pip"))
        || line.Program.EndsWith(".sh", StringComparison.Ordinal) || Interpreter.RunsScriptOfShell(line)
        || (line.Program.StartsWith("python", StringComparison.Ordinal) && line.Arguments.Any(word => word.Value.EndsWith("setup.py", StringComparison.Ordinal) || word.Value.EndsWith("install.py", StringComparison.Ordinal)));

    /// <summary>Whether pip is given a file that cannot be read, or a project or an archive with requirements of its own.</summary>
    private static bool IsUnknown(PipInstall install) => !install.Files.IsComplete
        || install.Pip.Has("e", "editable", "group", "find-links", "f")
        || install.Pip.Specifiers.Any(word => install.Pip.Subcommand.Value != "sync" && (word.Resolve(install.Pip.Line.Lookup) is null || PipCommand.IsLocal(word)))
        || install.Requirements.Any(requirement => !requirement.IsFromIndex);

    private static bool IsFromOutside(AnalyzedImage image, Token from) =>
        !image.Stages.Any(stage => stage.Stage.Name?.Equals(from.Value, StringComparison.OrdinalIgnoreCase) == true || stage.Stage.Index.ToString(null, null) == from.Value);

    /// <summary>Whether a source is one file of a folder for programs, as far as its path tells.</summary>
    private static bool IsProgram(string source) => source.StartsWith('/') && source[..source.LastIndexOf('/')] is "" or "/bin" or "/sbin" or "/usr/bin" or "/usr/sbin" or "/usr/local/bin" or "/app" or "/out";

    /// <summary>What the container runs, with the scripts of the context that it names.</summary>
    private static IEnumerable<string> Programs(AnalyzedImage image)
    {
        if (ContainerProgram.Of(image) is not { } program)
            return [];
        // A name alone may be a program of the PATH, or a file of the working directory that an interpreter is given.
        return program.Words.Concat(program.Words.Take(4).Select(word => ContainerProgram.FindFile(image, word) ?? (word.Contains('/') ? null : ContainerProgram.FindFile(image, "./" + word))).OfType<string>());
    }

    [GeneratedRegex("^(LD_PRELOAD|LD_AUDIT|CUDA_HOME|CUDA_PATH|CUDA_ROOT|CUDA_TOOLKIT_ROOT_DIR|CUDACXX|NVCC.*|CC|CXX|CPATH|C_INCLUDE_PATH|CPLUS_INCLUDE_PATH|LIBRARY_PATH|TORCH_EXTENSIONS_DIR|TORCH_CUDA_ARCH_LIST|TRITON_.*|TORCHINDUCTOR_.*|DS_.*|PYXBLD_DIR)$")]
    private static partial Regex Variable();

    [GeneratedRegex(@"(^|[\s/""'`;&|(])(gcc|g\+\+|cc|c\+\+|clang(\+\+)?|make|cmake|ninja|meson|nvcc|rustc|cargo|go|mvn|gradlew?|pip3?|npm|node-gyp|torchrun|deepspeed|accelerate|vllm|ray|jupyter[a-z-]*|ipython)($|[\s""'`;&|)])|torch\.compile|cpp_extension|pyximport|\btriton\b|\bimport torch\b|numba\.pycc|LD_PRELOAD|CUDA_HOME|find_library|cffi")]
    private static partial Regex Compiler();
}
