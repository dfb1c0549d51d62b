using ImageSdk.Engine.Buildx;
using ImageSdk.Engine.Tests.Infrastructure;
using ImageSdk.Planning;

namespace ImageSdk.Engine.Tests.Buildx;

/// <summary>What a batch builds is what single builds make of the same requests.</summary>
// Other builds on the engine share steps with these, and a build without the cache disturbs them.
[DoNotParallelize]
[TestClass]
public sealed class BakeTests
{
    [TestMethod]
    [DataRow("type=image", "", DisplayName = "manifest")]
    [DataRow("type=image", "type=provenance,mode=min", DisplayName = "index")]
    [DataRow("type=image,compression=zstd,oci-mediatypes=true", "", DisplayName = "compression")]
    public async Task A_batch_after_single_builds_is_cached_and_has_their_digests(string output, string attestation)
    {
        using var tree = new BakeTree();
        var requests = Family(tree, output, attestation);

        var single = new List<BuildxResult>();
        foreach (var request in requests) single.Add(await tree.BuildAsync(request));
        var batch = await tree.BakeAsync(requests);

        AssertSame(single, batch, compareDigests: attestation.Length == 0);
        Assert.IsTrue(batch.All(IsCached), "Every step comes from the cache.");
        for (var i = 0; i < 2; i++) Assert.IsTrue(await tree.HasAsync(batch[i], requests[i].Plan.Tags[0]));
        Assert.AreEqual("build build bake", tree.Commands);
    }

    [TestMethod]
    public async Task Single_builds_after_a_batch_are_cached_and_have_its_digests()
    {
        using var tree = new BakeTree();
        var requests = Family(tree, "type=image", "");

        var batch = await tree.BakeAsync(requests);
        var single = new List<BuildxResult>();
        foreach (var request in requests) single.Add(await tree.BuildAsync(request));

        AssertSame(single, batch, compareDigests: true);
        Assert.IsTrue(single.All(IsCached), "Every step comes from the cache.");
        Assert.IsFalse(batch.All(IsCached), "The batch had nothing in the cache.");
        Assert.AreEqual("bake build build", tree.Commands);
    }

    [TestMethod]
    public async Task Each_image_reports_the_steps_of_a_single_build()
    {
        using var tree = new BakeTree();
        var requests = Family(tree, "type=image", "").Select(request => request with { NoCache = true }).ToArray();
        List<StepProgress> alone = [], first = [], second = [];

        await tree.Client.BuildAsync(requests[0], alone.Add, CancellationToken.None);
        await tree.Client.Bake([new(requests[0], first.Add), new(requests[1], second.Add)], CancellationToken.None).Completion;

        Assert.AreEqual(Names(alone), Names(first));
        Assert.Contains("[2/3] RUN true \"" + tree.Unique + "\" two Ended", Names(second));
    }

    [TestMethod]
    public async Task Values_arrive_byte_for_byte()
    {
        string[] values =
        [
            "${X}", "$${X}", "$$${X}", "%{if}", "%%{if}", "$%{x}", "%${X}", "${", "%{", "$X $$ $",
            "a\"b'c", "\\n \\ \\\\ \\u0024{X}", "one\ntwo\r\n\tthree", "a,b=c;d",
            " outside ", "", "<>&+`", "caf\u00e9", "cafe\u0301", "\u0416\u0443\u043a \ud83d\ude00",
        ];
        using var tree = new BakeTree(("X", "interpolated"));
        var dockerfile = "FROM busybox:1.36 AS run\n"
            + string.Concat(values.Select((_, i) => $"ARG V{i}\n"))
            + "RUN mkdir /o" + string.Concat(values.Select((_, i) => $" && printf %s \"$V{i}\" > /o/{i}"))
            + "\nFROM scratch\nCOPY --from=run /o /\n";
        BuildxRequest Request(string name, Func<int, bool> has)
        {
            var request = tree.FilesRequest(name, dockerfile);
            var arguments = new SortedList<string, string>(StringComparer.Ordinal);
            for (var i = 0; i < values.Length; i++) arguments[$"V{i}"] = has(i) ? values[i] : "";
            return request with { Plan = request.Plan with { BuildArguments = arguments } };
        }

        await tree.BakeAsync(
            Request("one", i => values[i].All(char.IsAscii)), Request("two", i => i == 0), Request("three", _ => true));

        // The third image has a value that bake would change.
        Assert.AreEqual("bake build", string.Join(' ', tree.Commands.Split(' ').Order(StringComparer.Ordinal)));
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i].All(char.IsAscii)) Assert.AreEqual(values[i], tree.Output("one", $"{i}"));
            Assert.AreEqual(values[i], tree.Output("three", $"{i}"));
        }
    }

    [TestMethod]
    public async Task Labels_and_paths_are_those_of_a_single_build()
    {
        using var tree = new BakeTree(("X", "interpolated"));
        BuildxRequest Odd(string name)
        {
            var request = tree.Request(name, "FROM scratch\nCOPY from /\nCOPY --from=odd from /named\n");
            var context = Path.GetDirectoryName(tree.Write($"{name} ${{X}} %{{if}} $${{X}}, \"=\"/from", name + tree.Unique))!;
            return request with
            {
                Plan = request.Plan with
                {
                    Labels = new(StringComparer.Ordinal) { ["a.${X}"] = "%{if} \"1\", 2=3\n\\", ["plain"] = "" },
                },
                ContextDirectory = context,
                NamedContexts = new Dictionary<string, string> { ["odd"] = context },
            };
        }

        BuildxRequest[] requests = [Odd("one"), Odd("two")];
        var batch = await tree.BakeAsync(requests);
        var single = await tree.BuildAsync(requests[0]);

        AssertSame([single], [batch[0]], compareDigests: true);
        Assert.AreEqual("bake build", tree.Commands);
    }

    [TestMethod]
    public async Task Secrets_come_from_the_environment_and_from_files_and_are_in_no_argument()
    {
        using var tree = new BakeTree(("TOKEN", "secret of the environment ${X}"));
        var file = tree.Write("a,\"b\".key", "secret of the file %{if}");
        var dockerfile = $"""
            FROM busybox:1.36 AS run
            RUN --mount=type=secret,id=token --mount=type=secret,id=key : {tree.Unique} && cp -r /run/secrets /o
            FROM scratch
            COPY --from=run /o /
            """;
        var secrets = new[] { new ImageSecret("token", "TOKEN", null), new ImageSecret("key", null, file) };

        await tree.BakeAsync(
            tree.FilesRequest("one", dockerfile) with { Secrets = secrets },
            tree.FilesRequest("two", dockerfile) with { Secrets = secrets });

        Assert.AreEqual("secret of the environment ${X}", tree.Output("one", "token"));
        Assert.AreEqual("secret of the file %{if}", tree.Output("two", "key"));
        Assert.DoesNotContain("secret of", tree.Calls);
        Assert.AreEqual("bake", tree.Commands);
    }

    [TestMethod]
    public async Task Named_contexts_are_directories_and_images_by_digest()
    {
        using var tree = new BakeTree();
        var request = tree.Request("parent", "FROM scratch\nCOPY file /parent\n");
        var parent = await tree.BuildAsync(request);
        var files = Path.GetDirectoryName(tree.Write("more files/more", "more"))!;
        var contexts = new Dictionary<string, string>
        {
            ["parent"] = $"docker-image://{request.Plan.Tags[0]}@{parent.Digest}",
            ["files"] = files,
        };
        BuildxRequest Child(string name) =>
            tree.FilesRequest(name, $"FROM parent\nCOPY file /{name}\nCOPY --from=files more /\n") with
            {
                NamedContexts = contexts,
            };

        await tree.BakeAsync(Child("one"), Child("two"));

        Assert.AreEqual("one" + tree.Unique, tree.Output("one", "one"));
        Assert.AreEqual("parent" + tree.Unique, tree.Output("two", "parent"));
        Assert.AreEqual("more", tree.Output("two", "more"));
        Assert.AreEqual("build bake", tree.Commands);
    }

    [TestMethod]
    public async Task Without_the_cache_only_the_images_that_ask_for_it_run_again()
    {
        using var tree = new BakeTree();
        var requests = Family(tree, "type=image", "");
        await tree.BakeAsync(requests);

        var batch = await tree.BakeAsync(requests[0] with { NoCache = true }, requests[1]);

        Assert.IsFalse(batch[0].Steps.Single(step => step.Name.Contains("RUN", StringComparison.Ordinal)).Cached);
        Assert.IsTrue(IsCached(batch[1]));
        Assert.AreEqual("bake bake", tree.Commands);
    }

    [TestMethod]
    public async Task The_network_is_that_of_the_host_or_none()
    {
        using var tree = new BakeTree();
        BuildxRequest Request(string name, string network)
        {
            var request = tree.FilesRequest(name, $"""
                FROM busybox:1.36 AS run
                RUN : {tree.Unique} {name} && ls /sys/class/net > /o
                FROM scratch
                COPY --from=run /o /
                """);
            return request with { Plan = request.Plan with { Network = network } };
        }

        await tree.BakeAsync(Request("host", "host"), Request("none", "none"), Request("alone", ""));

        var (host, alone) = (tree.Output("host", "o"), tree.Output("alone", "o"));
        Assert.AreNotEqual(host, alone);
        StringAssert.Contains(host, "docker0");
        Assert.AreEqual("lo", tree.Output("none", "o").Trim());
        Assert.AreEqual("version bake", tree.Commands);
    }

    [TestMethod]
    public async Task Several_platforms_make_one_index()
    {
        using var tree = new BakeTree();
        string[] platforms = ["linux/amd64", "linux/arm64"];
        BuildxRequest[] requests = [.. tree.Pair("FROM scratch\nARG TARGETARCH\nCOPY file /$TARGETARCH\n")
            .Select(request => request with { Plan = request.Plan with { Platforms = platforms } })];

        var batch = await tree.BakeAsync(requests);
        var single = await tree.BuildAsync(requests[0]);

        AssertSame([single], [batch[0]], compareDigests: true);
        Assert.AreEqual("", batch[1].ConfigDigest);
        Assert.AreEqual("bake build", tree.Commands);
    }

    [TestMethod]
    public async Task Images_with_another_policy_or_too_many_images_are_no_batch()
    {
        using var tree = new BakeTree();
        var request = tree.Request("one", "FROM scratch\n");
        var otherPolicy = request with
        {
            Plan = request.Plan with { SourcePolicy = "sha256:p" },
            SourcePolicyFile = tree.Write("policy", "{}"),
        };

        Assert.ThrowsExactly<ArgumentException>(() => tree.Bake(CancellationToken.None, request, otherPolicy));
        Assert.ThrowsExactly<ArgumentException>(() => tree.Bake(CancellationToken.None, request, request with { Builder = "b" }));
        Assert.ThrowsExactly<ArgumentException>(() => tree.Bake(CancellationToken.None, Enumerable.Repeat(request, 17)));
        await tree.EndAsync();
    }

    [TestMethod]
    public async Task A_source_policy_holds_for_the_whole_batch()
    {
        using var tree = new BakeTree();
        var policy = tree.Write("policy.json", """
            {"rules":[{"action":"DENY",
            "selector":{"identifier":"docker-image://docker.io/library/busybox*","match_type":"WILDCARD"}}]}
            """);
        BuildxRequest Request(string name)
        {
            var request = tree.Request(name, $"FROM busybox:1.36\nCOPY file /{name}\n");
            return request with { Plan = request.Plan with { SourcePolicy = "sha256:p" }, SourcePolicyFile = policy };
        }

        var run = await tree.EndAsync(Request("one"), Request("two"));

        foreach (var result in run.Results)
        {
            var failure = await Failure.OfAsync(() => result);
            StringAssert.Contains(failure.Message, "source \"docker-image://docker.io/library/busybox:1.36\" denied by policy");
        }
    }

    /// <summary>Two images with a step that they share, a step of each, and files.</summary>
    private static BuildxRequest[] Family(BakeTree tree, string output, string attestation)
    {
        string Dockerfile(string name) => $"FROM busybox:1.36\nRUN true \"{tree.Unique}\" {name}\nCOPY file /f\n";
        BuildxRequest[] requests = [tree.Request("one", Dockerfile("one")), tree.Request("two", Dockerfile("two"))];
        return [.. requests.Select(request => request with
        {
            Plan = request.Plan with { Attestations = attestation.Length > 0 ? [attestation] : [] },
            Output = output,
        })];
    }

    private static void AssertSame(IReadOnlyList<BuildxResult> single, IReadOnlyList<BuildxResult> batch, bool compareDigests)
    {
        Assert.HasCount(single.Count, batch);
        for (var i = 0; i < single.Count; i++)
        {
            // Provenance holds times.
            if (compareDigests) Assert.AreEqual(single[i].Digest, batch[i].Digest);
            Assert.IsTrue(batch[i].Digest.StartsWith("sha256:", StringComparison.Ordinal));
            Assert.AreEqual(single[i].ConfigDigest, batch[i].ConfigDigest);
            Assert.AreEqual(StepNames(single[i]), StepNames(batch[i]));
        }
    }

    /// <summary>Whether no instruction ran. A FROM may be looked up again.</summary>
    private static bool IsCached(BuildxResult result) => result.Steps.Where(step => !IsFrom(step.Name)).All(step => step.Cached);

    /// <summary>
    /// Of a FROM that several builds do at the same time, BuildKit may tell each of them also what another one calls that FROM.
    /// </summary>
    private static bool IsFrom(string step) => step.Contains("] FROM ", StringComparison.Ordinal);

    private static string StepNames(BuildxResult result) => Lines(result.Steps.Select(step => step.Name));

    private static string Names(List<StepProgress> said) =>
        Lines(said.Where(step => step.State != StepState.Running).Select(step => $"{step.Name} {step.State}"));

    private static string Lines(IEnumerable<string> names) =>
        string.Join('\n', names.Where(name => !IsFrom(name)).Order(StringComparer.Ordinal));
}
