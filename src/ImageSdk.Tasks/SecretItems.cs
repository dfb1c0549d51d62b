using System.Buffers;
using ImageSdk.Planning;
using Microsoft.Build.Framework;

namespace ImageSdk.Tasks;

/// <summary>Reads ImageSecret. What it says is wrong never repeats what may be the secret itself.</summary>
internal static class SecretItems
{
    /// <summary>What names of variables consist of; with the brackets that Windows has in some.</summary>
    private static readonly SearchValues<char> VariableName =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_()");

    /// <summary>The secrets of the items that say one.</summary>
    /// <param name="items">ImageSecret.</param>
    /// <param name="fullPath">Makes a path of the project a full one.</param>
    /// <param name="wrong">Takes what is wrong and what to write instead.</param>
    public static IReadOnlyList<ImageSecret> Read(ITaskItem[] items, Func<string, string> fullPath, Action<string> wrong)
    {
        var secrets = new List<ImageSecret>();
        foreach (var item in items)
        {
            var (variable, file) = (item.GetMetadata("Environment"), item.GetMetadata("File"));
            if (Problem(item.ItemSpec, variable, file) is { } problem) wrong(problem);
            else
            {
                secrets.Add(new ImageSecret(item.ItemSpec, variable.Length > 0 ? variable : null,
                    file.Length > 0 ? fullPath(file) : null));
            }
        }

        return secrets;
    }

    private static string? Problem(string id, string variable, string file)
    {
        var end = id.AsSpan().IndexOfAny(",=\"");
        return end >= 0 || id.StartsWith('-')
                ? $"ImageSecret '{(end >= 0 ? id[..end] : id)}': the Include is not a valid identifier of a secret. Write "
                + "<ImageSecret Include=\"ID\" Environment=\"VARIABLE\" />."
            : variable.AsSpan().IndexOfAnyExcept(VariableName) >= 0
                ? $"ImageSecret '{id}': Environment is not a valid name of a variable. Give the name of the variable that holds "
                + "the secret, not the secret."
            : (variable.Length == 0) == (file.Length == 0)
                ? $"ImageSecret '{id}' needs either Environment, the name of a variable, or File, a path."
            : null;
    }
}
