using System.Text.Json;
using System.Text.Json.Nodes;
using ImageSdk.Benchmarks.Graphs;
using ImageSdk.Benchmarks.Measuring;

namespace ImageSdk.Benchmarks.Contenders;

/// <summary><c>docker buildx bake</c>, with the images linked as targets.</summary>
/// <param name="compression">
/// Null for bake's defaults; otherwise without attestations and with this compression (empty: the builder's own), as ImageSdk exports.
/// </param>
internal sealed class BakeContender(string? compression) : Contender
{
    public const string Defaults = "bake";
    public const string SameExport = "bake-same";

    /// <summary>One bake of 300 targets fails (<c>no such job</c>), so a large graph is divided.</summary>
    public const int PartSize = 60;

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true };

    public override string Key => compression is null ? Defaults : SameExport;

    public override string Title => compression is null ? "`docker buildx bake`" : "the same, exporting as ImageSdk does";

    public override void LayOut(Tree tree)
    {
        var parts = tree.Graph.Parts(PartSize);
        for (var part = 0; part < parts.Count; part++)
        {
            TreeFile.Write(tree.Directory, FileOf(part), Bake(parts[part], i => Target(tree, i)));
            var (from, to) = (CacheFileOf(part, CacheUse.Read), CacheFileOf(part, CacheUse.Write));
            TreeFile.Write(tree.Directory, from, Bake(parts[part], i => Cache("cache-from", tree, i, "")));
            TreeFile.Write(tree.Directory, to, Bake(parts[part], i => Cache("cache-to", tree, i, ",mode=max")));
        }

        foreach (var cache in Enum.GetValues<CacheUse>())
        {
            var bakes = Enumerable.Range(0, parts.Count).Select(part => string.Join(' ', Arguments(part, cache).Select(a => $"'{a}'")));
            TreeFile.Write(tree.Directory, ScriptOf(cache), $"#!/bin/sh\nset -e\n{string.Concat(bakes.Select(b => $"docker {b}\n"))}");
        }
    }

    public override Invocation Build(Tree tree, CacheUse cache) => tree.Graph.Images.Count <= PartSize
        ? new Invocation("docker", Arguments(0, cache))
        : new Invocation("sh", ScriptOf(cache));

    private static string Bake(IReadOnlyList<ImageNode> images, Func<ImageNode, JsonObject> target) => new JsonObject
    {
        ["group"] = new JsonObject { ["default"] = new JsonObject { ["targets"] = Strings(images.Select(i => i.Name)) } },
        ["target"] = new JsonObject(images.Select(i => KeyValuePair.Create<string, JsonNode?>(i.Name, target(i)))),
    }.ToJsonString(Readable);

    private static JsonObject Target(Tree tree, ImageNode image)
    {
        var target = new JsonObject
        {
            ["context"] = ".",
            ["dockerfile"] = $"{image.Name}/Dockerfile",
            ["tags"] = Strings([tree.Tag(image)]),
        };
        if (image.Parent is { } parent)
        {
            var name = tree.Tag(tree.Graph.Images.First(i => i.Name == parent));
            target["contexts"] = new JsonObject { [name] = $"target:{parent}" };
        }

        return target;
    }

    private static JsonObject Cache(string option, Tree tree, ImageNode image, string attributes) =>
        new() { [option] = Strings([$"type=registry,ref={tree.CacheReference(image)}{attributes}"]) };

    private static JsonArray Strings(IEnumerable<string> values) => [.. values.Select(v => JsonValue.Create(v))];

    private static string FileOf(int part) => $"docker-bake-{part + 1}.json";

    private static string CacheFileOf(int part, CacheUse cache) =>
        $"docker-bake-{part + 1}-{cache.ToString().ToLowerInvariant()}.json";

    private static string ScriptOf(CacheUse cache) => $"bake-{cache.ToString().ToLowerInvariant()}.sh";

    private List<string> Arguments(int part, CacheUse cache)
    {
        List<string> arguments = ["buildx", "bake", "--progress=rawjson", $"--file={FileOf(part)}"];
        if (cache != CacheUse.None) arguments.Add($"--file={CacheFileOf(part, cache)}");
        if (compression is null) return arguments;

        arguments.Add("--provenance=false");
        if (compression.Length > 0) arguments.Add($"--set=*.output=type=image,compression={compression},oci-mediatypes=true");
        return arguments;
    }
}
