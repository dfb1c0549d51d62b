namespace ImageSdk.Analysis.Commands;

/// <summary>Knows files of models and weights by their names.</summary>
internal static class ModelFiles
{
    private static readonly string[] Extensions = [".safetensors", ".onnx", ".gguf", ".ggml", ".ckpt", ".pt", ".pth", ".bin"];

    /// <summary>Whether a path looks like weights. <c>.bin</c> may be anything, so its size has to say it.</summary>
    public static bool IsModel(string path) =>
        Extensions.Any(extension => path.EndsWith(extension, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether an address is that of weights.</summary>
    public static bool IsModelUrl(string url)
    {
        if (!url.Contains("://", StringComparison.Ordinal))
            return false;
        var path = url.Split('?', '#')[0];
        return IsModel(path) && (!path.EndsWith(".bin", StringComparison.OrdinalIgnoreCase) || IsHub(url) || HasModelWord(url));
    }

    /// <summary>Whether an address is at a hub of models.</summary>
    public static bool IsHub(string url) =>
        url.Contains("://huggingface.co/", StringComparison.Ordinal) || url.Contains("://hf.co/", StringComparison.Ordinal);

    /// <summary>Whether a path or name speaks of models.</summary>
    public static bool HasModelWord(string text) =>
        ((string[])["model", "weight", "checkpoint", "huggingface", "torch", "whisper"])
        .Any(word => text.Contains(word, StringComparison.OrdinalIgnoreCase));
}
