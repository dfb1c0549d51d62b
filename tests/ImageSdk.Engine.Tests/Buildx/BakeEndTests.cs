using System.Net;
using System.Net.Sockets;
using ImageSdk.Engine.Buildx;
using ImageSdk.Engine.Registries;
using ImageSdk.Engine.Tests.Infrastructure;

namespace ImageSdk.Engine.Tests.Buildx;

/// <summary>How the images of a batch end: each on its own, in success, failure and cancellation.</summary>
// Other builds on the engine share steps with these, and a build without the cache disturbs them.
[DoNotParallelize]
[TestClass]
public sealed class BakeEndTests
{
    [TestMethod]
    public async Task An_image_is_there_for_its_children_while_another_is_still_built()
    {
        using var tree = new BakeTree();
        using var cancellation = new CancellationTokenSource();
        var fast = tree.Request("fast", "FROM scratch\nCOPY file /\n");
        var run = tree.Client.Bake([Target(fast), Target(Sleep(tree, "slow"))], cancellation.Token);

        var parent = await run.Results[0];
        Assert.IsFalse(run.Results[1].IsCompleted);
        Assert.IsTrue(await tree.HasAsync(parent, fast.Plan.Tags[0]));
        var child = tree.FilesRequest("child", "FROM parent\n") with
        {
            NamedContexts = new Dictionary<string, string> { ["parent"] = $"docker-image://{fast.Plan.Tags[0]}@{parent.Digest}" },
        };
        await tree.BuildAsync(child);

        Assert.AreEqual("fast" + tree.Unique, tree.Output("child", "file"));
        Assert.IsFalse(run.Results[1].IsCompleted);
        await cancellation.CancelAsync();
        await run.Completion;
    }

    [TestMethod]
    public async Task A_failure_is_that_of_a_single_build_and_the_others_are_built_all_the_same()
    {
        using var tree = new BakeTree();
        var command = $": {tree.Unique} && sleep 2 && echo 'out \"1\"'";
        var bad = tree.Request("bad", $"FROM busybox:1.36\n\nRUN {command} && \\\n  exit 3\n");
        var fast = tree.Request("fast", "FROM scratch\nCOPY file /\n");
        var slow = tree.Request("slow", $"FROM busybox:1.36\nRUN : {tree.Unique} && touch /early\nRUN sleep 6\n");
        var run = await tree.EndAsync(fast, bad, slow);

        var failure = await Failure.OfAsync(() => run.Results[1]);
        Assert.AreEqual("bake build", tree.Commands, "Only the slow one is built again.");
        Assert.AreEqual(await Failure.OfAsync(() => tree.BuildAsync(bad)), failure);
        Assert.AreEqual(("IMG3001", bad.Dockerfile, 3), (failure.Descriptor.Code, failure.Location.File, failure.Location.Line));
        StringAssert.Contains(failure.Message, "out \"1\"");
        Assert.IsTrue((await run.Results[0]).Digest.Length > 0);
        var steps = (await run.Results[2]).Steps;
        Assert.IsTrue(steps.Single(step => step.Name.Contains("touch", StringComparison.Ordinal)).Cached, "It was finished.");
        Assert.IsFalse(steps.Single(step => step.Name.Contains("sleep", StringComparison.Ordinal)).Cached);
        Assert.IsTrue(await tree.HasAsync(await run.Results[2], slow.Plan.Tags[0]));
    }

    [TestMethod]
    public async Task Images_that_fail_in_a_step_that_they_share_each_have_the_failure_of_a_single_build()
    {
        using var tree = new BakeTree();
        var dockerfile = $"FROM busybox:1.36\nRUN : {tree.Unique} && echo once && exit 3\nCOPY file /\n";
        var requests = tree.Pair(dockerfile);

        var run = await tree.EndAsync(requests);

        for (var i = 0; i < 2; i++)
        {
            var failure = await Failure.OfAsync(() => run.Results[i]);
            Assert.AreEqual((requests[i].Dockerfile, 2), (failure.Location.File, failure.Location.Line));
            Assert.HasCount(1, failure.Message.Split('\n').Where(line => line == "  once"), failure.Message);
        }
    }

    [TestMethod]
    public async Task Images_that_set_the_same_tag_at_the_same_moment_are_all_built()
    {
        using var tree = new BakeTree();
        var requests = Enumerable.Range(0, 12).Select(i => tree.Request($"image{i}", $"FROM scratch\nCOPY file /{i}\n")).ToList();

        var results = await tree.BakeAsync(requests.Select(request => request with { Plan = requests[0].Plan }));

        Assert.HasCount(12, results.Select(result => result.Digest).Distinct());
    }

    [TestMethod]
    public async Task A_mistake_before_the_first_step_has_its_place_in_the_Dockerfile()
    {
        using var tree = new BakeTree();
        var bad = tree.Request("bad", "FROM scratch\nCOPY file /\nNONSENSE\n");

        var run = await tree.EndAsync(bad, tree.Request("good", "FROM scratch\nCOPY file /\n"));

        var failure = await Failure.OfAsync(() => run.Results[0]);
        Assert.AreEqual(await Failure.OfAsync(() => tree.BuildAsync(bad)), failure);
        Assert.AreEqual((bad.Dockerfile, 3), (failure.Location.File, failure.Location.Line));
        Assert.IsTrue((await run.Results[1]).Digest.Length > 0);
    }

    [TestMethod]
    public async Task A_batch_whose_builder_is_missing_fails_as_single_builds_do()
    {
        using var tree = new BakeTree();
        BuildxRequest[] requests = [.. tree.Pair("FROM scratch\n").Select(request => request with { Builder = "no-such" })];

        var run = await tree.EndAsync(requests);

        Assert.AreEqual(await Failure.OfAsync(() => tree.BuildAsync(requests[1])), await Failure.OfAsync(() => run.Results[1]));
    }

    [TestMethod]
    public async Task All_that_is_not_complete_ends_as_cancelled_and_no_process_stays()
    {
        using var tree = new BakeTree();
        using var cancellation = new CancellationTokenSource();
        TaskCompletionSource runs = new();
        var slow = new BakeTarget(Sleep(tree, "slow"), step =>
        {
            if (step.Name.Contains("sleep", StringComparison.Ordinal)) runs.TrySetResult();
        });
        var fast = Target(tree.Request("fast", "FROM scratch\nCOPY file /\n"));
        var run = tree.Client.Bake([fast, slow, Target(Sleep(tree, "other"))], cancellation.Token);
        await run.Results[0];
        await runs.Task;

        await cancellation.CancelAsync();
        await run.Completion;

        Assert.IsTrue(run.Results[0].IsCompletedSuccessfully);
        Assert.IsTrue(run.Results[1].IsCanceled && run.Results[2].IsCanceled);
        Assert.AreEqual("bake", tree.Commands, "Nothing is started after a cancellation.");
    }

    [TestMethod]
    public async Task A_batch_says_of_each_image_that_a_long_step_goes_on()
    {
        using var tree = new BakeTree();
        using var cancellation = new CancellationTokenSource();
        using var signs = new CountdownEvent(2);
        var configuration = DockerConfiguration.Load(BuildEnvironment.OfProcess(Path.GetTempPath()));
        var client = new BuildxClient(configuration) { SignOfLife = TimeSpan.FromMilliseconds(50) };
        Action<StepProgress> Once()
        {
            var isSaid = false;
            return step =>
            {
                if (isSaid || step is not { State: StepState.Running, Name: ['[', '2', ..] }) return;

                isSaid = true;
                signs.Signal();
            };
        }

        var run = client.Bake([new(Sleep(tree, "one"), Once()), new(Sleep(tree, "two"), Once())], cancellation.Token);
        Assert.IsTrue(await Task.Run(() => signs.Wait(TimeSpan.FromSeconds(60))));
        await cancellation.CancelAsync();
        await run.Completion;
    }

    [TestMethod]
    public async Task Only_the_image_that_waits_for_a_silent_registry_fails()
    {
        // The system takes the connections, and nobody reads them.
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var host = $"127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}";
        using var tree = new BakeTree();
        var configuration = DockerConfiguration.Load(BuildEnvironment.OfProcess(Path.GetTempPath()));
        var options = new RegistryClientOptions { RequestTimeout = TimeSpan.FromMilliseconds(20) };
        using var registries = new RegistryClient(configuration, options);
        var client = new BuildxClient(configuration) { RegistryPatience = TimeSpan.FromMilliseconds(20) };
        var pushed = tree.Request("pushed", "FROM scratch\nCOPY file /\n");
        pushed = pushed with
        {
            Plan = pushed.Plan with { Tags = [$"{host}/x/app:1"] },
            Output = "type=image,push=true,store=false",
            PushRegistries = [host],
            IsSilent = registries.IsSilentAsync,
        };

        var other = tree.Request("other", $"FROM busybox:1.36\nRUN : {tree.Unique} && sleep 4\n");

        var run = client.Bake([Target(pushed), Target(other)], CancellationToken.None);
        await run.Completion;

        var failure = await Failure.OfAsync(() => run.Results[0]);
        Assert.AreEqual(("IMG4005", pushed.ProjectFile), (failure.Descriptor.Code, failure.Location.File));
        Assert.IsTrue((await run.Results[1]).Digest.Length > 0);
    }

    private static BuildxRequest Sleep(BakeTree tree, string name) =>
        tree.Request(name, $"FROM busybox:1.36\nRUN sleep 600 && : {name} {tree.Unique}\n");

    private static BakeTarget Target(BuildxRequest request) => new(request, _ => { });
}
