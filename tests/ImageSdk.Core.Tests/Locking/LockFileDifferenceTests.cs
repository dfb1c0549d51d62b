using CsCheck;
using ImageSdk.Locking;
using static ImageSdk.Core.Tests.Locking.Locks;

namespace ImageSdk.Core.Tests.Locking;

[TestClass]
public sealed class LockFileDifferenceTests
{
    [TestMethod]
    public void Each_difference_is_a_sentence_of_its_own()
    {
        var locked = new LockFile([
            Entry("h.x/a:1", 1, [("linux/amd64", 2), ("linux/arm64", 3)]).WithUsedBy(["asr.imageproj"]),
            Entry("h.x/b:1", 1),
            Entry("h.x/c:1.*", 4, [], "1.1"),
            Entry("h.x/same:1", 5),
        ]);
        var restored = new LockFile([
            Entry("h.x/a:1", 7, [("linux/amd64", 8), ("linux/s390x", 9)]).WithUsedBy(["vad.imageproj"]),
            Entry("h.x/c:1.*", 4, [], "1.2"),
            Entry("h.x/d:1", 1).WithUsedBy(["asr.imageproj", "vad.imageproj"]),
            Entry("h.x/e:1", 1),
            Entry("h.x/same:1", 5),
        ]);

        Assert.AreSequenceEqual(
            [
                $"'h.x/a:1' is locked to {Digest(1)}, but is now {Digest(7)}.",
                $"'h.x/a:1' is locked to {Digest(2)} for linux/amd64, but is now {Digest(8)}.",
                "'h.x/a:1' is locked for linux/arm64, but has no image for it now.",
                "'h.x/a:1' is not locked for linux/s390x.",
                "'h.x/a:1' is now used by vad.imageproj, which the lock file does not say.",
                "'h.x/a:1' is no longer used by asr.imageproj.",
                "'h.x/b:1' is locked, but nothing uses it any more.",
                "'h.x/c:1.*' is locked to the tag '1.1', but is now '1.2'.",
                "'h.x/d:1' is not locked; it is used by asr.imageproj, vad.imageproj.",
                "'h.x/e:1' is not locked.",
            ],
            LockFileDifference.Between(locked, restored));
    }

    [TestMethod]
    public void There_is_no_sentence_exactly_when_the_locks_are_equal() => Gen.Select(Files, Files).Sample((one, other) =>
    {
        Assert.AreEqual(one.Equals(other), LockFileDifference.Between(one, other).Count == 0);
        Assert.IsEmpty(LockFileDifference.Between(one, one));
    });
}
