using System.Text;
using ImageSdk.Engine.Buildx;
using ImageSdk.Records;
using ImageSdk.Testing;

namespace ImageSdk.Engine.Tests.Buildx;

[TestClass]
public sealed class BuildxProgressTests
{
    private readonly List<StepProgress> _said = [];
    private readonly Clock _clock = new();
    private readonly BuildxProgress _progress;

    public BuildxProgressTests() => _progress = new BuildxProgress(_said.Add, _clock);

    private IReadOnlyList<string> Lines => [.. _said.Select(said => said.Describe("asr"))];

    [TestMethod]
    public void A_step_ends_once_with_its_first_end()
    {
        Vertex("a", "[1/2] RUN make", started: "00:00:01", completed: "00:00:03.5");
        Vertex("a", "[1/2] RUN make", started: "00:00:04", completed: "00:00:05");

        Assert.AreEqual(new BuildStep("[1/2] RUN make", 2.5, false), _progress.Steps.Single());
        CollectionAssert.AreEqual(new[] { "asr  RUN make  done in 2.5 s" }, Lines.ToList());
    }

    [TestMethod]
    public void A_step_that_only_begins_has_not_ended()
    {
        Vertex("a", "[1/2] RUN make");
        Vertex("a", "[1/2] RUN make", started: "00:00:01");

        Assert.IsEmpty(_progress.Steps);
        CollectionAssert.AreEqual(new[] { "asr  RUN make  started" }, Lines.ToList());
    }

    [TestMethod]
    public void A_long_step_says_that_it_goes_on_and_which_of_several_is_oldest()
    {
        _progress.ReportRunning();
        Vertex("a", "[a 1/2] RUN make", started: "00:00:01");
        _clock.Now += TimeSpan.FromSeconds(20);
        Vertex("b", "[b 1/2] COPY . .", started: "00:00:21");
        Vertex("c", "[internal] load build context", started: "00:00:21");
        _clock.Now += TimeSpan.FromSeconds(1);
        _progress.ReportRunning();
        Vertex("a", "[a 1/2] RUN make", started: "00:00:01", completed: "00:00:22");
        Vertex("b", "[b 1/2] COPY . .", more: "\"error\":\"context canceled\"");
        _clock.Now += TimeSpan.FromSeconds(99);
        _progress.ReportRunning();

        CollectionAssert.AreEqual(
            new[]
            {
                "asr  RUN make  started", "asr  RUN make  21 s, 2 other steps", "asr  RUN make  done in 21.0 s",
                "asr  load build context  100 s",
            },
            Lines.ToList());
    }

    [TestMethod]
    public void Bytes_of_all_that_a_step_pulls_are_added()
    {
        Vertex("a", "[1/2] FROM docker.io/library/x", started: "00:00:01");
        Bytes("a", "sha256:1", 1_000_000, 3_000_000);
        Bytes("a", "sha256:2", 500_000, 2_000_000);
        Bytes("a", "sha256:1", 2_000_000, 3_000_000);
        _clock.Now += TimeSpan.FromSeconds(15);
        _progress.ReportRunning();
        Bytes("a", "sha256:1", 3_000_000, 3_000_000);
        Bytes("a", "sha256:2", 2_000_000, 2_000_000);
        Vertex("a", "[1/2] FROM docker.io/library/x", started: "00:00:01", completed: "00:00:21");

        CollectionAssert.AreEqual(
            new[] { "asr  FROM docker.io/library/x  15 s, 2.5 MB of 5 MB", "asr  FROM docker.io/library/x  done in 20.0 s, 5 MB" },
            Lines.ToList());
    }

    [TestMethod]
    public void An_export_is_said_but_is_no_step()
    {
        Vertex("a", "exporting to image", started: "00:00:01");
        Bytes("a", "pushing sha256:1", 7_000, 0);
        Vertex("a", "exporting to image", started: "00:00:01", completed: "00:00:03");

        Assert.IsEmpty(_progress.Steps);
        CollectionAssert.AreEqual(new[] { "asr  exporting to image  started", "asr  exporting to image  done in 2.0 s, 7 kB" }, Lines.ToList());
    }

    [TestMethod]
    public void A_line_is_one_line_of_bearable_length()
    {
        Vertex("a", "[1/2] RUN one\\n\\t  two " + new string('x', 500), started: "00:00:01");

        StringAssert.StartsWith(Lines.Single(), "asr  RUN one two xxx", StringComparison.Ordinal);
        StringAssert.EndsWith(Lines.Single(), "x…  started", StringComparison.Ordinal);
        Assert.IsLessThan(130, Lines.Single().Length);
    }

    [TestMethod]
    public void A_line_has_no_mount_options()
    {
        Vertex("a", "[asr 2/5] RUN --mount=type=cache,target=/root/.cache --network=none pip install x", started: "00:00:01");

        Assert.AreEqual("asr  RUN --network=none pip install x  started", Lines.Single());
    }

    [TestMethod]
    public void A_step_found_in_the_cache_is_cached()
    {
        Vertex("a", "[1/2] RUN make", started: "00:00:01", completed: "00:00:01", more: "\"cached\":true");

        Assert.IsTrue(_progress.Steps.Single().Cached);
        CollectionAssert.AreEqual(new[] { "asr  RUN make  cached" }, Lines.ToList());
    }

    [TestMethod]
    [DataRow("[internal] load build definition from Dockerfile")]
    [DataRow("importing cache manifest from localhost:5000/x:cache")]
    public void The_housekeeping_of_BuildKit_is_no_step(string name)
    {
        Vertex("a", name, started: "00:00:01");
        Vertex("a", name, started: "00:00:01", completed: "00:00:02");

        Assert.IsEmpty(_progress.Steps);
        Assert.IsEmpty(_said);
    }

    [TestMethod]
    public void The_step_that_fails_keeps_its_last_lines()
    {
        Vertex("a", "[1/2] RUN make", started: "00:00:01");
        for (var i = 1; i <= 30; i++) Log("a", Encoding.UTF8.GetBytes($"line {i}\r\n"));
        Log("b", "of another step\n"u8.ToArray());
        Vertex("a", "[1/2] RUN make", started: "00:00:01", completed: "00:00:02", more: "\"error\":\"exit code: 2\"");

        Assert.AreEqual("[1/2] RUN make", _progress.FailedStep);
        CollectionAssert.AreEqual(Enumerable.Range(11, 20).Select(i => $"line {i}").ToList(), _progress.FailedOutput.ToList());
        Assert.IsEmpty(_progress.Steps);
    }

    [TestMethod]
    public void A_step_that_was_cancelled_beside_it_is_not_the_one_that_failed()
    {
        Vertex("a", "[a 1/2] RUN make", more: "\"error\":\"exit code: 2\"");
        Vertex("b", "[b 1/2] RUN sleep", more: "\"error\":\"context canceled\"");

        Assert.AreEqual("[a 1/2] RUN make", _progress.FailedStep);
    }

    [TestMethod]
    public void Output_that_is_cut_in_a_character_or_is_very_long_stays_readable()
    {
        var text = Encoding.UTF8.GetBytes(new string('x', 100_000) + "\nénd\n");
        Log("a", text[..^5]);
        Log("a", text[^5..]);
        Vertex("a", "[1/2] RUN make", more: "\"error\":\"exit code: 2\"");

        Assert.AreEqual("énd", _progress.FailedOutput[^1]);
    }

    [TestMethod]
    public void Lines_that_are_no_progress_are_text()
    {
        _progress.Read("{\"vertexes\":[]}");
        _progress.Read("ERROR: failed to solve");
        _progress.Read("{ not JSON");

        Assert.AreEqual($"ERROR: failed to solve{Environment.NewLine}{{ not JSON{Environment.NewLine}", _progress.Text);
    }

    [TestMethod]
    public void Lines_that_only_look_like_progress_are_text()
    {
        const string line = """
            {"vertexes":[{"digest":"a","name":"[1/2] RUN make","started":"2026-01-01T00:00:01Z","completed":"2026-01-01T00:00:02Z","cached":true,"error":""}],"statuses":[{"id":"i","vertex":"a","current":1,"total":2}],"logs":[{"vertex":"a","stream":1,"data":"YQ=="}]}
            """;
        foreach (var text in JsonMutations.Of(line.Trim())) _progress.Read(text);

        _progress.Read("ERROR: the end");
        StringAssert.EndsWith(_progress.Text, "ERROR: the end" + Environment.NewLine);
    }

    private void Vertex(string digest, string name, string? started = null, string? completed = null, string? more = null)
    {
        List<string> fields = [$"\"digest\":\"{digest}\"", $"\"name\":\"{name}\""];
        if (started is not null) fields.Add($"\"started\":\"2026-01-01T{started}Z\"");
        if (completed is not null) fields.Add($"\"completed\":\"2026-01-01T{completed}Z\"");
        if (more is not null) fields.Add(more);
        _progress.Read($$"""{"vertexes":[{{{string.Join(',', fields)}}}]}""");
    }

    private void Log(string vertex, byte[] data) =>
        _progress.Read($$"""{"logs":[{"vertex":"{{vertex}}","stream":1,"data":"{{Convert.ToBase64String(data)}}"}]}""");

    private void Bytes(string vertex, string id, long current, long total) =>
        _progress.Read($$"""{"statuses":[{"id":"{{id}}","vertex":"{{vertex}}","current":{{current}}{{(total == 0 ? "" : $",\"total\":{total}")}}}]}""");

    private sealed class Clock : TimeProvider
    {
        public TimeSpan Now { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;
    }
}
