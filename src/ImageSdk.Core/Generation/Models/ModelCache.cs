using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace ImageSdk.Generation.Models;

/// <summary>
/// A folder of a container that models are downloaded to, on a volume that containers share, so that they are in no image: an
/// item <c>ImageModelCache</c>.
/// </summary>
public sealed partial record ModelCache
{
    /// <summary>
    /// The caches that are known by name, with the variable that moves them. Of Hugging Face's libraries, and of what stands on
    /// them, such as faster-whisper, it is <c>HF_HOME</c> (huggingface_hub, <c>constants.py</c>), of torch.hub <c>TORCH_HOME</c>
    /// (<c>torch/hub.py</c>). openai-whisper has no variable of its own: it writes to <c>$XDG_CACHE_HOME/whisper</c>
    /// (<c>whisper/__init__.py</c>).
    /// </summary>
    private static readonly Dictionary<string, string> Variables = new(StringComparer.Ordinal)
    {
        ["huggingface"] = "HF_HOME", ["torch"] = "TORCH_HOME", ["whisper"] = "XDG_CACHE_HOME",
    };

    /// <summary>
    /// The name of a known cache in lower case, or <see cref="Path"/>: two items of one name are the same cache.
    /// </summary>
    public required string Name { get; init; }

    /// <summary>
    /// The full path of the folder in the container. No character of it needs quotes, in a shell, a Dockerfile or YAML.
    /// </summary>
    public required string Path { get; init; }

    /// <summary>The name of the volume.</summary>
    public required string Volume { get; init; }

    /// <summary>
    /// The variable that leads programs to <see cref="Path"/>; empty for a folder that they find by themselves.
    /// </summary>
    public required string Variable { get; init; }

    /// <summary>What the image has to set for its programs: <see cref="Variable"/> with <see cref="Path"/>, or nothing.</summary>
    public IReadOnlyDictionary<string, string> Environment =>
        Variable.Length == 0 ? new Dictionary<string, string>() : new Dictionary<string, string> { [Variable] = Path };

    /// <summary>Whether Hugging Face's libraries download to it.</summary>
    public bool IsOfHuggingFace => Variable is "HF_HOME" or "HF_HUB_CACHE";

    /// <summary>Reads an item, or says in whole sentences what is wrong with it.</summary>
    /// <param name="include">
    /// The item's value: <c>huggingface</c>, <c>torch</c>, <c>whisper</c>, or a path in the container.
    /// </param>
    /// <param name="path">The metadata <c>Path</c>; <c>/models/NAME</c> when empty.</param>
    /// <param name="variable">The metadata <c>Variable</c>; the known one when empty.</param>
    /// <param name="volume">The metadata <c>Volume</c>; made of the name when empty.</param>
    /// <param name="cache">The cache.</param>
    /// <param name="problem">What is wrong.</param>
    public static bool TryParse(
        string include, string path, string variable, string volume, [NotNullWhen(true)] out ModelCache? cache,
        [NotNullWhen(false)] out string? problem)
    {
        cache = null;
        var known = include.StartsWith('/') ? "" : include.ToLowerInvariant();
        var folder = known.Length == 0 ? include : path.Length > 0 ? path : $"/models/{known}";
        problem = known.Length > 0 && !Variables.ContainsKey(known)
                ? "is neither a cache that is known by name (huggingface, torch, whisper) nor a full path in the container. "
                    + "For another program write its folder and its variable: <ImageModelCache Include=\"/models/nltk\" "
                    + "Variable=\"NLTK_DATA\" />."
            : path.Length > 0 && path != folder ? $"is a path already, and Path says another one, '{path}'. Write one of them."
            : Problem(folder, variable, volume);
        if (problem is not null)
        {
            problem = $"ImageModelCache '{include}' {problem}";
            return false;
        }

        cache = new ModelCache
        {
            Name = known.Length > 0 ? known : folder,
            Path = folder,
            Volume = volume.Length > 0 ? volume : known.Length > 0 ? $"models-{known}" : folder[1..].Replace('/', '-'),
            Variable = variable.Length > 0 ? variable : Variables.GetValueOrDefault(known, ""),
        };
        return true;
    }

    private static string? Problem(string path, string variable, string volume) =>
        !PathForm().IsMatch(path) || path.Split('/').Any(part => part is "." or "..")
            ? $"has the path '{path}', which is not a valid directory of the container. Write the full path, of letters, digits "
            + "and ._-, without a slash at the end: /models/huggingface."
        : variable.Length > 0 && !VariableForm().IsMatch(variable)
            ? $"has the Variable '{variable}', which is not a valid name of an environment variable. Use letters, digits and "
            + "underscores."
        : volume.Length > 0 && !VolumeForm().IsMatch(volume)
            ? $"has the Volume '{volume}', which is not a valid name of a volume. Use letters, digits and ._-, with a letter or "
            + "a digit first."
        : null;

    /// <summary>The first character is that of a volume's name, which is made of the path.</summary>
    [GeneratedRegex(@"^/[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9._-]+)*\z")]
    private static partial Regex PathForm();

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_]*\z")]
    private static partial Regex VariableForm();

    /// <summary>Docker's, <c>daemon/names/names.go</c>.</summary>
    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9_.-]+\z")]
    private static partial Regex VolumeForm();
}
