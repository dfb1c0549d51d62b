using System.Text;
using ImageSdk.Benchmarks.Graphs;
using ImageSdk.Benchmarks.Measuring;

namespace ImageSdk.Benchmarks.Contenders;

/// <summary>A script that builds one image after the other, parents first.</summary>
/// <param name="key">How <c>--contender</c> calls it.</param>
/// <param name="build">The words after <c>docker</c>.</param>
internal sealed class ShellContender(string key, string build) : Contender
{
    public const string Loop = "loop";
    public const string Script = "script";

    public override string Key => key;

    public override string Title => $"script of `docker {build}`";

    public override void LayOut(Tree tree)
    {
        foreach (var cache in Enum.GetValues<CacheUse>())
        {
            var script = new StringBuilder("#!/bin/sh\nset -e\n");
            foreach (var image in tree.Graph.Images)
            {
                var options = $"-f {image.Name}/Dockerfile -t {tree.Tag(image)}{CacheOption(tree, image, cache)}";
                script.Append($"docker {build} --progress=rawjson {options} .\n");
            }

            TreeFile.Write(tree.Directory, ScriptOf(cache), script.ToString());
        }
    }

    public override Invocation Build(Tree tree, CacheUse cache) => new("sh", ScriptOf(cache));

    private static string CacheOption(Tree tree, ImageNode image, CacheUse cache) => cache switch
    {
        CacheUse.Read => $" --cache-from type=registry,ref={tree.CacheReference(image)}",
        CacheUse.Write => $" --cache-to type=registry,ref={tree.CacheReference(image)},mode=max",
        _ => "",
    };

    private static string ScriptOf(CacheUse cache) => $"build-{cache.ToString().ToLowerInvariant()}.sh";
}
