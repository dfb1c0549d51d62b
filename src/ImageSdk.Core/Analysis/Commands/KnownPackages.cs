namespace ImageSdk.Analysis.Commands;

/// <summary>What is known of packages by their names.</summary>
internal static class KnownPackages
{
    /// <summary>Those that take 100 MB and more in an image, with what they bring.</summary>
    private static readonly HashSet<string> Large = new(StringComparer.Ordinal)
    {
        "torch", "torchvision", "torchaudio", "tensorflow", "tensorflow-gpu", "tensorflow-cpu", "jax", "jaxlib", "transformers",
        "onnxruntime", "onnxruntime-gpu", "paddlepaddle", "paddlepaddle-gpu", "triton", "xformers", "vllm", "flash-attn",
        "bitsandbytes", "deepspeed", "nemo-toolkit", "pytorch-lightning", "lightning", "openai-whisper", "whisperx",
        "faster-whisper", "pyannote-audio", "speechbrain", "ctranslate2", "opencv-python", "opencv-python-headless", "scipy",
        "numba", "llvmlite", "pyarrow", "pyspark", "spacy", "mxnet", "cupy",
    };

    /// <summary>Those that PyPI has no wheel of for Linux, or that are compiled against libraries of the system.</summary>
    private static readonly HashSet<string> Compiled = new(StringComparer.Ordinal)
    {
        "webrtcvad", "fasttext", "pyaudio", "mysqlclient", "psycopg2", "pycairo", "pygobject", "uwsgi", "pygraphviz", "dlib",
        "flash-attn", "llama-cpp-python", "kenlm", "pesq", "python-ldap", "pyfftw", "gdal", "mpi4py", "xmlsec", "pycups",
        "dbus-python", "pyicu", "annoy", "pocketsphinx", "detectron2", "insightface", "fairseq", "pycocotools", "pystemmer",
        "openfst-python",
    };

    private static readonly HashSet<string> CompilerPackages = new(StringComparer.Ordinal)
    {
        "build-essential", "gcc", "g++", "clang", "make", "cmake", "python3-dev", "python-dev", "libc6-dev", "gfortran",
        "cython3", "ninja-build",
    };

    /// <summary>Whether a package of PyPI is a large one, by its normalised name.</summary>
    public static bool IsLarge(string key) =>
        Large.Contains(key) || key.StartsWith("nvidia-", StringComparison.Ordinal)
        || key.StartsWith("cupy-", StringComparison.Ordinal);

    /// <summary>Whether a package of PyPI is compiled when it is installed, by its normalised name.</summary>
    public static bool IsCompiled(string key) => Compiled.Contains(key);

    /// <summary>Whether a package of Debian or Ubuntu is for compiling.</summary>
    public static bool IsForCompiling(string package) =>
        CompilerPackages.Contains(package) || package.StartsWith("gcc-", StringComparison.Ordinal)
        || package.StartsWith("g++-", StringComparison.Ordinal);

    /// <summary>Whether a package of PyPI is of use on a GPU only, or says that the image has one.</summary>
    public static bool IsForGpu(string key) =>
        key.EndsWith("-gpu", StringComparison.Ordinal) || key.StartsWith("nvidia-", StringComparison.Ordinal)
        || key.StartsWith("cupy", StringComparison.Ordinal)
        || key.Contains("cuda", StringComparison.Ordinal) || key.EndsWith("-cu11", StringComparison.Ordinal)
        || key.EndsWith("-cu12", StringComparison.Ordinal)
        || key is "triton" or "xformers" or "flash-attn" or "vllm" or "bitsandbytes" or "deepspeed" or "pynvml" or "tensorrt"
        or "apex" or "auto-gptq" or "autoawq";

    /// <summary>pip itself and what belongs to it.</summary>
    public static bool IsInstaller(string key) =>
        key is "pip" or "setuptools" or "wheel" or "uv" or "build" or "pip-tools" or "virtualenv";
}
