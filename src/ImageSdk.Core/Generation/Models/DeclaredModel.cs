using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace ImageSdk.Generation.Models;

/// <summary>A model of Hugging Face's hub that an image uses: an item <c>ImageModel</c>.</summary>
/// <param name="Name">Its repository, such as <c>Systran/faster-whisper-small</c>.</param>
/// <param name="Revision">A commit, a tag or a branch; empty for the main branch as it is at the time of the download.</param>
public sealed partial record DeclaredModel(string Name, string Revision)
{
    /// <summary>
    /// Whether every download gets the same files, as far as the revision tells: that of a tag does as long as nobody moves it.
    /// </summary>
    public bool IsRepeatable => Revision is not ("" or "main");

    /// <summary>The form in which it is one argument of a command: <c>NAME</c> or <c>NAME@REVISION</c>.</summary>
    public override string ToString() => Revision.Length == 0 ? Name : $"{Name}@{Revision}";

    /// <summary>Reads an item, or says in whole sentences what is wrong with it.</summary>
    /// <param name="include">The item's value.</param>
    /// <param name="revision">The metadata <c>Revision</c>.</param>
    /// <param name="model">The model.</param>
    /// <param name="problem">What is wrong.</param>
    public static bool TryParse(
        string include, string revision, [NotNullWhen(true)] out DeclaredModel? model, [NotNullWhen(false)] out string? problem)
    {
        problem = !NameForm().IsMatch(include)
                ? $"ImageModel '{include}' is not a valid name of a model on Hugging Face's hub. Write <ImageModel "
                + "Include=\"ORGANISATION/NAME\" Revision=\"COMMIT\" />."
            : revision.Length > 0 && !RevisionForm().IsMatch(revision)
                ? $"ImageModel '{include}' has the Revision '{revision}', which is neither a commit nor a tag nor a branch."
            : null;
        model = problem is null ? new DeclaredModel(include, revision) : null;
        return model is not null;
    }

    /// <summary>huggingface_hub, <c>utils/_validators.py</c>; a few old models have no organisation.</summary>
    [GeneratedRegex(@"^[A-Za-z0-9][\w.-]*(/[A-Za-z0-9_][\w.-]*)?\z", RegexOptions.ECMAScript)]
    private static partial Regex NameForm();

    [GeneratedRegex(@"^[\w][\w./-]*\z", RegexOptions.ECMAScript)]
    private static partial Regex RevisionForm();
}
