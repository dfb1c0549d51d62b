using System.Text;
using ImageSdk.Engine.Buildx;
using ImageSdk.Records;

namespace ImageSdk.Engine.Tests.Buildx;

[TestClass]
public sealed class BuildxProgressTests
{
    private readonly List<BuildStep> _ended = [];
    private readonly BuildxProgress _progress;

    public BuildxProgressTests() => _progress = new BuildxProgress(_ended.Add);

    [TestMethod]
    public void A_step_ends_once_with_its_first_end()
    {
        Vertex("a", "[1/2] RUN make", started: "00:00:01", completed: "00:00:03.5");
        Vertex("a", "[1/2] RUN make", started: "00:00:04", completed: "00:00:05");

        Assert.AreEqual(new BuildStep("[1/2] RUN make", 2.5, false), _ended.Single());
        CollectionAssert.AreEqual(_ended, _progress.Steps.ToList());
    }

    [TestMethod]
    public void A_step_that_only_begins_has_not_ended()
    {
        Vertex("a", "[1/2] RUN make");
        Vertex("a", "[1/2] RUN make", started: "00:00:01");

        Assert.IsEmpty(_ended);
    }

    [TestMethod]
    public void A_step_found_in_the_cache_is_cached()
    {
        Vertex("a", "[1/2] RUN make", started: "00:00:01", completed: "00:00:01", more: "\"cached\":true");

        Assert.IsTrue(_ended.Single().Cached);
    }

    [TestMethod]
    [DataRow("[internal] load build definition from Dockerfile")]
    [DataRow("exporting to image")]
    [DataRow("importing cache manifest from localhost:5000/x:cache")]
    public void The_housekeeping_of_BuildKit_is_no_step(string name)
    {
        Vertex("a", name, started: "00:00:01", completed: "00:00:02");

        Assert.IsEmpty(_ended);
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
        Assert.IsEmpty(_ended);
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
}
