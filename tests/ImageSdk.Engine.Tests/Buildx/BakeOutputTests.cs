using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using ImageSdk.Engine.Buildx;
using ImageSdk.Engine.Tests.Infrastructure;
using ImageSdk.Testing;

namespace ImageSdk.Engine.Tests.Buildx;

/// <summary>Where the images and caches of a batch go.</summary>
// Other builds on the engine share steps with these, and a build without the cache disturbs them.
[DoNotParallelize]
[TestClass]
public sealed class BakeOutputTests
{
    [TestMethod]
    public async Task Local_caches_are_written_and_read()
    {
        using var tree = new BakeTree();
        BuildxRequest Request(string name) => tree.Request(name, $"FROM busybox:1.36\nRUN : {tree.Unique} {name}\nCOPY file /\n");
        string Cache(string name) => tree.PathOf($"cache ${{X}}/{name}");
        string[] names = ["one", "two"];

        await tree.BakeAsync(names.Select(name => Request(name) with { CacheTo = [$"type=local,dest={Cache(name)},mode=max"] }));
        var batch = await tree.BakeAsync(
            names.Select(name => Request(name) with { CacheFrom = [$"type=local,src={Cache(name)}"] }));

        Assert.IsTrue(names.All(name => File.Exists(Path.Combine(Cache(name), "index.json"))));
        Assert.IsTrue(batch.All(result =>
            result.Steps.Single(step => step.Name.Contains(" RUN ", StringComparison.Ordinal)).Cached));
        Assert.AreEqual("bake bake", tree.Commands);
    }

    [TestMethod]
    public async Task Caches_in_a_registry_are_written()
    {
        using var tree = new BakeTree();
        using var client = new HttpClient();
        var repository = TestRegistry.NewRepository("bake");
        string[] names = ["one", "two"];

        await tree.BakeAsync([.. names.Select(name => tree.Request(name, "FROM scratch\nCOPY file /\n") with
        {
            CacheTo = [$"type=registry,ref={TestRegistry.Shared.Host}/{repository}:{name},mode=max"],
        })]);

        foreach (var name in names)
        {
            using var answer = await client.SendAsync(Manifest(repository, name));
            Assert.IsTrue(answer.IsSuccessStatusCode);
        }

        Assert.AreEqual("bake", tree.Commands);
    }

    [TestMethod]
    public async Task Every_cache_in_a_registry_is_asked_for_and_none_has_to_exist()
    {
        using var tree = new BakeTree();
        List<TcpListener> registries = [.. Enumerable.Range(0, 4).Select(_ => new TcpListener(IPAddress.Loopback, 0))];
        registries.ForEach(registry => registry.Start());
        var hits = registries.Select(async registry => (await registry.AcceptTcpClientAsync()).Dispose()).ToList();
        string Cache(int index) => $"type=registry,ref=127.0.0.1:{((IPEndPoint)registries[index].LocalEndpoint).Port}/x/cache:1";

        await tree.BakeAsync(
            tree.Request("one", "FROM scratch\nCOPY file /\n") with { CacheFrom = [Cache(0), Cache(1)] },
            tree.Request("two", "FROM scratch\nCOPY file /\n") with { CacheFrom = [Cache(2), Cache(3)] });

        await Task.WhenAll(hits).WaitAsync(TimeSpan.FromSeconds(30));
        registries.ForEach(registry => registry.Dispose());
        Assert.AreEqual("bake", tree.Commands);
    }

    [TestMethod]
    public async Task Images_are_pushed_with_the_digests_of_single_builds()
    {
        using var tree = new BakeTree();
        var repository = TestRegistry.NewRepository("bake");
        BuildxRequest Request(string name)
        {
            var request = tree.Request(name, "FROM scratch\nCOPY file /\n");
            return request with
            {
                Plan = request.Plan with { Tags = [$"{TestRegistry.Shared.Host}/{repository}:{name}"] },
                Output = "type=image,push=true,store=false",
                CacheTo = [$"type=registry,ref={TestRegistry.Shared.Host}/{repository}:cache-{name},mode=max"],
            };
        }

        BuildxRequest[] requests = [Request("one"), Request("two")];
        var batch = await tree.BakeAsync(requests);
        var single = await tree.BuildAsync(requests[1]);

        Assert.AreEqual(single.Digest, batch[1].Digest);
        using var client = new HttpClient();
        foreach (var (name, digest) in new[] { ("one", batch[0].Digest), ("two", batch[1].Digest) })
        {
            using var answer = await client.SendAsync(Manifest(repository, name));
            Assert.AreEqual(digest, answer.Headers.GetValues("Docker-Content-Digest").Single());
        }
    }

    [TestMethod]
    public async Task On_a_remote_builder_each_image_is_an_OCI_layout_that_a_child_is_built_from()
    {
        using var directory = new TemporaryDirectory();
        using var tree = new BakeTree(("BUILDX_CONFIG", directory.FullName));
        var socket = Path.Combine(directory.FullName, "fleet.sock");
        using var buildKit = new BuildKitSocket(socket);
        string[] command = ["buildx", "create", "--name", "fleet", "--driver", "remote", $"unix://{socket}"];
        using (var create = Process.Start(new ProcessStartInfo("docker", command)
        {
            Environment = { ["BUILDX_CONFIG"] = directory.FullName },
            RedirectStandardOutput = true,
        })!)
        {
            await create.WaitForExitAsync();
        }

        BuildxRequest Request(string name) => tree.Request(name, $"FROM scratch\nCOPY file /{name}\n") with
        {
            Builder = "fleet",
            Output = BuildxOutput.OciLayout(Requests.Of("/x").Plan, tree.PathOf($"layout,{name}")),
        };
        BuildxRequest[] requests = [Request("one"), Request("two")];
        var slow = tree.Request("slow", $"FROM busybox:1.36\nRUN : {tree.Unique} && sleep 600\n") with
        {
            Builder = "fleet",
            Output = "type=cacheonly",
        };
        using var cancellation = new CancellationTokenSource();
        var run = tree.Bake(cancellation.Token, requests.Append(slow));
        var layouts = await Task.WhenAll(run.Results[0], run.Results[1]);
        Assert.IsFalse(run.Results[2].IsCompleted);

        var index = await File.ReadAllTextAsync(Path.Combine(tree.PathOf("layout,one"), "index.json"));
        StringAssert.Contains(index, layouts[0].Digest);
        await tree.BuildAsync(tree.FilesRequest("child", "FROM two\n") with
        {
            Builder = "fleet",
            NamedContexts = new Dictionary<string, string>
            {
                ["two"] = $"oci-layout://{tree.PathOf("layout,two")}:1@{layouts[1].Digest}",
            },
        });

        Assert.AreEqual("two" + tree.Unique, tree.Output("child", "two"));
        await cancellation.CancelAsync();
        await run.Completion;
        var single = await tree.BuildAsync(requests[0]);
        Assert.AreEqual((single.Digest, single.ConfigDigest), (layouts[0].Digest, layouts[0].ConfigDigest));
    }

    private static HttpRequestMessage Manifest(string repository, string tag)
    {
        var address = new Uri(TestRegistry.Shared.Address, $"v2/{repository}/manifests/{tag}");
        var request = new HttpRequestMessage(HttpMethod.Head, address);
        string[] types =
            ["application/vnd.docker.distribution.manifest.v2+json", TestRegistry.OciManifest, TestRegistry.OciIndex];
        foreach (var type in types) request.Headers.TryAddWithoutValidation("Accept", type);
        return request;
    }
}
