using ImageSdk.Engine.Buildx;

namespace ImageSdk.Engine.Tests.Buildx;

/// <summary>
/// The recordings are of buildx 0.29: two images without the cache, the first of them alone, and three of which one fails.
/// </summary>
[TestClass]
public sealed class BakeProgressTests
{
    private readonly List<StepProgress>[] _said = [[], [], []];
    private readonly BakeTargetRun[] _targets;
    private readonly BakeProgress _progress;

    public BakeProgressTests()
    {
        var request = Requests.Of("/x/app.imageproj");
        _targets = [.. _said.Select(said => new BakeTargetRun(new BakeTarget(request, said.Add), new()))];
        _progress = new BakeProgress([.. _targets.Select(target => target.Progress)], index => _targets[index].Advance());
    }

    [TestMethod]
    public void Each_target_has_the_steps_of_a_single_build()
    {
        List<StepProgress> single = [];
        var build = new BuildxProgress(single.Add);
        foreach (var line in Recorded("build")) build.Read(line);
        Read("bake");

        Assert.AreEqual(Names(single), Names(_said[0]));
        Assert.AreEqual(Names(single).Replace("echo one;", "echo two;", StringComparison.Ordinal), Names(_said[1]));
        Assert.AreEqual(Steps(build), Steps(_targets[0].Progress));
        Assert.IsEmpty(_said[2]);
    }

    [TestMethod]
    public void A_target_has_the_digests_of_its_manifest_or_of_its_index()
    {
        Read("bake");

        var (manifest, index) = (_targets[0].Result.Result, _targets[1].Result.Result);
        Assert.AreEqual("sha256:05422cc7fa15a5377f7e7f7122d0076d3e3118f01a64ccd37249414fe352eeb5", manifest.Digest);
        Assert.AreEqual("sha256:cd0a31fb1af2a67e332399b078d2e114ddccfc11f2886d633e4c099edb8ac94d", manifest.ConfigDigest);
        Assert.AreEqual("sha256:f30128c7688598ef71443053c5779e8d7fd74db27fc1a05fbd6eed1ea5ff3982", index.Digest);
        Assert.AreEqual("", index.ConfigDigest);
        Assert.AreEqual("[1/3] FROM,[2/3] RUN ,[3/3] COPY", string.Join(',', manifest.Steps.Select(step => step.Name[..10])));
    }

    [TestMethod]
    public void A_target_is_complete_before_another_fails_and_only_the_one_at_fault_is_named()
    {
        Read("bake-failure");

        var complete = _targets[0].Result.Result;
        Assert.AreEqual("sha256:fea5e34dd7e5be96e3f48c22790918be7128e5015f3caf29a1555b23c3ead1cb", complete.Digest);
        Assert.IsTrue(_targets[1].IsOpen && _targets[2].IsOpen);
        Assert.AreEqual(2, _progress.FailedTarget);
        Assert.IsNull(_targets[1].Progress.FailedStep);
        Assert.AreEqual("[2/2] RUN echo first; sleep 2; echo last; exit 3", _targets[2].Progress.FailedStep);
        CollectionAssert.AreEqual(new[] { "first", "last" }, _targets[2].Progress.FailedOutput.ToList());
        StringAssert.Contains(_progress.TextOfTarget, "ERROR: failed to solve: process ");
    }

    [TestMethod]
    [DataRow("type=image", "", 1, "export")]
    [DataRow("type=image", "type=local,dest=/c", 1, "answer")]
    [DataRow("type=oci,tar=false,dest=/x", "", 1, "answer")]
    [DataRow("type=image,push=true,store=false", "", 1, "export")]
    [DataRow("type=image,push=true,store=false", "", 2, "end")]
    [DataRow("type=image", "", 2, "export")]
    [DataRow("type=cacheonly", "", 1, "answer")]
    public void A_target_is_complete_when_nothing_can_fail_any_more(string output, string cacheTo, int platforms, string expected)
    {
        var request = Requests.Of("/x/app.imageproj");
        var run = new BakeTargetRun(new BakeTarget(request with
        {
            Plan = request.Plan with { Platforms = [.. Enumerable.Range(0, platforms).Select(i => $"linux/{i}")] },
            Output = output,
            CacheTo = cacheTo.Length > 0 ? [cacheTo] : [],
        }, _ => { }), new());
        var progress = new BakeProgress([run.Progress], _ => run.Advance());
        List<string> moments = [];

        Vertex("a", "[t0] exporting to image", "\"started\":\"2026-01-01T00:00:01Z\"");
        progress.Read("""{"statuses":[{"id":"exporting manifest sha256:m","vertex":"a"}]}""");
        progress.Read("""{"statuses":[{"id":"exporting config sha256:c","vertex":"a"}]}""");
        Note("status");
        Vertex("a", "[t0] exporting to image", "\"started\":\"2026-01-01T00:00:01Z\",\"completed\":\"2026-01-01T00:00:02Z\"");
        Note("export");
        Vertex("b", "[t0] resolving provenance for metadata file", "\"started\":\"2026-01-01T00:00:03Z\"");
        Note("answer");
        run.Complete("sha256:m", "sha256:c");
        Note("end");

        Assert.AreEqual(expected, moments[0]);

        void Vertex(string digest, string name, string more) =>
            progress.Read($$"""{"vertexes":[{"digest":"{{digest}}","name":"{{name}}",{{more}}}]}""");
        void Note(string moment)
        {
            if (!run.IsOpen) moments.Add(moment);
        }
    }

    [TestMethod]
    [DataRow("[t1 internal] load build context", "[internal] load build context")]
    [DataRow("[t1] importing cache manifest from x", "importing cache manifest from x")]
    [DataRow("[t1 t0 1/2] RUN echo [t0]", "[t0 1/2] RUN echo [t0]")]
    [DataRow("[t1 linux/amd64 1/2] RUN a\\nb", "[linux/amd64 1/2] RUN a\nb")]
    [DataRow("[t1] [t0] exporting to image", "[t0] exporting to image")]
    public void The_prefix_is_removed_from_a_name(string name, string expected)
    {
        _progress.Read($$"""{"vertexes":[{"digest":"a","name":"{{name}}","started":"2026-01-01T00:00:01Z"}]}""");
        _progress.ReportRunning();

        Assert.AreEqual(expected, _said[1][^1].Name);
        Assert.IsEmpty(_said[0]);
    }

    [TestMethod]
    [DataRow("[internal] booting buildkit", 3)]
    [DataRow("[internal] load local bake definitions", 0)]
    [DataRow("[t7 1/2] RUN x", 0)]
    public void What_belongs_to_no_target_is_said_for_all_unless_only_bake_does_it(string name, int expected)
    {
        _progress.Read($$"""{"vertexes":[{"digest":"a","name":"{{name}}","started":"2026-01-01T00:00:01Z"}]}""");
        _progress.ReportRunning();

        Assert.AreEqual(expected, _said.Count(said => said.Count > 0));
    }

    [TestMethod]
    public void A_vertex_of_two_targets_is_shared()
    {
        _progress.Read("""{"vertexes":[{"digest":"a","name":"[t0 1/2] RUN x"},{"digest":"a","name":"[t2 1/2] RUN x"}]}""");
        _progress.Read("""{"vertexes":[{"digest":"b","name":"[t0 2/2] RUN y"}]}""");

        Assert.IsTrue(_progress.IsShared("a"));
        Assert.IsFalse(_progress.IsShared("b"));
    }

    private static string Names(List<StepProgress> said) =>
        string.Join('\n', said.Select(step => $"{step.Name} {step.State} {step.Cached}").Order(StringComparer.Ordinal));

    private static string Steps(BuildxProgress progress) =>
        string.Join('\n', progress.Steps.Select(step => $"{step.Name} {step.Cached}"));

    private void Read(string recording)
    {
        foreach (var line in Recorded(recording)) _progress.Read(line);
    }

    private static string[] Recorded(string name) =>
        File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Buildx", "Recorded", name + ".jsonl"));
}
