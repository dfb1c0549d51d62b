using System.Globalization;
using System.Text.Json.Nodes;

namespace ImageSdk.Engine.Buildx;

/// <summary>
/// A bake file of several builds, as JSON. Every target says exactly what <see cref="BuildxArguments"/> says for a single build,
/// so that both make the same image and share the cache.
/// </summary>
internal static class BakeFile
{
    /// <summary>
    /// How many targets a batch may have: the engine's endpoint allows about 250 streams, and a target needs some of them.
    /// </summary>
    public const int MaxTargets = 16;

    /// <summary>The name of a target, since names allow only <c>A-Z a-z 0-9 _ -</c>.</summary>
    public static string NameOf(int index) => string.Create(CultureInfo.InvariantCulture, $"t{index}");

    /// <summary>What builds have to have in common to be one batch: a process has one builder and one source policy.</summary>
    public static (string Builder, string SourcePolicy) KeyOf(BuildxRequest request) =>
        (request.Builder, request.SourcePolicyFile is null ? "" : request.Plan.SourcePolicy);

    /// <summary>The text of the file. The target of a request is named by the request's index.</summary>
    public static string Write(IReadOnlyList<BuildxRequest> requests)
    {
        var targets = new JsonObject();
        for (var i = 0; i < requests.Count; i++) targets[NameOf(i)] = Escape(Target(requests[i]));
        return new JsonObject { ["target"] = targets }.ToJsonString();
    }

    /// <summary>The attributes of a target. The strings are not escaped.</summary>
    public static JsonObject Target(BuildxRequest request)
    {
        var target = new JsonObject
        {
            ["context"] = request.ContextDirectory,
            ["dockerfile"] = request.DockerfileCopy ?? request.Dockerfile,
        };
        if (request.Plan.Target.Length > 0) target["target"] = request.Plan.Target;
        if (request.Plan.Network.Length > 0) target["network"] = request.Plan.Network;
        if (request.NoCache) target["no-cache"] = true;
        Add("platforms", request.Plan.Platforms);
        AddMap("args", BuildxArguments.BuildArguments(request));
        AddMap("contexts", request.NamedContexts);
        AddMap("labels", request.Plan.Labels);
        Add("tags", request.Plan.Tags);
        Add("secret", request.Secrets.Select(BuildxArguments.Secret));
        Add("cache-from", request.CacheFrom);
        Add("cache-to", request.CacheTo);
        Add("attest", [
            .. request.Plan.Attestations,
            .. BuildxArguments.HasProvenance(request) ? (string[])[] : ["type=provenance,disabled=true"],
        ]);
        Add("output", [request.Output]);
        return target;

        void Add(string name, IEnumerable<string> values)
        {
            // buildx changes the order when it removes duplicates, and the best cache comes first.
            var items = new JsonArray([.. values.Distinct(StringComparer.Ordinal).Select(value => (JsonNode)value)]);
            if (items.Count > 0) target[name] = items;
        }

        void AddMap(string name, IEnumerable<KeyValuePair<string, string>> values)
        {
            var members = new JsonObject(values.Select(value => KeyValuePair.Create(value.Key, (JsonNode?)value.Value)));
            if (members.Count > 0) target[name] = members;
        }
    }

    /// <summary>
    /// A copy in which nothing is interpolated: a bake file in JSON is a file of templates, names of members included.
    /// </summary>
    private static JsonNode? Escape(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.Select(m => KeyValuePair.Create(Escape(m.Key), Escape(m.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Escape)]),
        JsonValue value when value.TryGetValue(out string? text) => Escape(text),
        _ => node?.DeepClone(),
    };

    private static string Escape(string text) =>
        text.Replace("${", "$${", StringComparison.Ordinal).Replace("%{", "%%{", StringComparison.Ordinal);
}
