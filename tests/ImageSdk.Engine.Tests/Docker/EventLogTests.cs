using ImageSdk.Engine.Docker;

namespace ImageSdk.Engine.Tests.Docker;

/// <summary>What the log of an engine says of an image that was seen before.</summary>
[TestClass]
public sealed class EventLogTests
{
    private static readonly EngineEvent Seen = new(5, "container", "start", "c", "web");

    [TestMethod]
    [DataRow("", true, DisplayName = "nothing happened")]
    [DataRow("container die c", true, DisplayName = "to a container")]
    [DataRow("container delete sha256:a", true, DisplayName = "to a container, of which the id is the image's digest")]
    [DataRow("image tag sha256:b b:1", true, DisplayName = "another image got another tag")]
    [DataRow("image delete sha256:b sha256:b", true, DisplayName = "another image is gone")]
    [DataRow("image push sha256:a a:1", true, DisplayName = "it was pushed")]
    [DataRow("image save sha256:a a:1", true, DisplayName = "it was saved")]
    [DataRow("image tag sha256:b a:2", false, DisplayName = "another image got one of its tags")]
    [DataRow("image untag sha256:a a:1", false, DisplayName = "a tag was removed")]
    [DataRow("image untag sha256:a sha256:a", false, DisplayName = "the digest says which")]
    [DataRow("image delete sha256:a sha256:a", false, DisplayName = "it is gone")]
    [DataRow("image untag sha256:b", false, DisplayName = "no name says which tag")]
    [DataRow("image load sha256:b b:1", false, DisplayName = "images were loaded, of which the event names one")]
    [DataRow("image pull b:1 b", false, DisplayName = "an image was pulled")]
    [DataRow("image prune ", false, DisplayName = "images were pruned")]
    [DataRow("image twist sha256:b b:1", false, DisplayName = "something that we do not know")]
    public void Says_whether_an_image_is_certainly_unchanged(string after, bool expected)
    {
        var log = new EventLog([new(1, "image", "delete", "sha256:a", "a:1"), Seen, .. Events(after)]);

        Assert.AreEqual(expected, log.IsUnchangedSince(Seen.Mark, "sha256:a", ["a:1", "a:2"]));
    }

    [TestMethod]
    public void Knows_nothing_when_it_does_not_reach_back_or_is_another_engines()
    {
        Assert.IsFalse(new EventLog([]).IsUnchangedSince(Seen.Mark, "sha256:a", ["a:1"]));
        Assert.IsFalse(new EventLog([Seen with { Time = 6 }]).IsUnchangedSince(Seen.Mark, "sha256:a", ["a:1"]));
        Assert.IsFalse(new EventLog([Seen with { Id = "d" }]).IsUnchangedSince(Seen.Mark, "sha256:a", ["a:1"]));
        Assert.IsNull(EventLog.Empty.End);
    }

    [TestMethod]
    public void Tells_when_it_is_time_to_look_further_on()
    {
        var events = Enumerable.Range(0, 10).Select(time => Seen with { Time = time }).ToList();
        var log = new EventLog(events);

        Assert.AreEqual(events[9].Mark, log.End);
        Assert.IsTrue(log.IsOld(events[4].Mark));
        Assert.IsFalse(log.IsOld(events[5].Mark));
    }

    private static IEnumerable<EngineEvent> Events(string text)
    {
        if (text.Length == 0) yield break;

        var parts = text.Split(' ');
        yield return new EngineEvent(6, parts[0], parts[1], parts[2], parts.ElementAtOrDefault(3) ?? "");
    }
}
