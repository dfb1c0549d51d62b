using CsCheck;
using ImageSdk.Locking;
using static ImageSdk.Core.Tests.Locking.Locks;

namespace ImageSdk.Core.Tests.Locking;

[TestClass]
public sealed class LockFileTests
{
    private const string Base = "base/base.imageproj";
    private const string Asr = "asr/asr.imageproj";
    private const string Key = "h.x/a:1";

    [TestMethod]
    public void Entries_stand_in_ordinal_order_and_are_found_by_key() => Files.Sample(lockFile =>
    {
        var keys = lockFile.Entries.Select(entry => entry.Key).ToArray();
        Assert.AreSequenceEqual(keys.Order(StringComparer.Ordinal).Distinct(), keys);
        foreach (var entry in lockFile.Entries)
            Assert.AreSame(entry, lockFile.Find(entry.Request));
        Assert.IsNull(lockFile.Find("h.x/none:1"));
    });

    [TestMethod]
    public void Missing_keys_are_those_without_an_entry()
    {
        var lockFile = new LockFile([Entry("h.x/a:1", 1), Entry("h.x/b:1", 2)]);

        Assert.AreSequenceEqual(["h.x/0:1", "h.x/c:1"], lockFile.Missing(["h.x/c:1", "h.x/a:1", "h.x/0:1", "h.x/c:1"]));
        Assert.IsEmpty(lockFile.Missing(["h.x/a:1"]));
    }

    [TestMethod]
    public void A_new_answer_replaces_the_old_one_and_keeps_its_users()
    {
        var lockFile = new LockFile([Entry(Key, 1).WithUsedBy([Base])]).With(Entry(Key, 2).WithUsedBy([Asr]));

        Assert.AreEqual(Entry(Key, 2).WithUsedBy([Asr, Base]), lockFile.Find(Key));
    }

    [TestMethod]
    public void The_name_to_build_from_has_the_tag_and_the_digest()
    {
        Assert.AreEqual($"docker.io/library/python:3.11@{Digest(1)}", Entry("python:3.11", 1).Pinned.ToString());
        Assert.AreEqual($"docker.io/library/python:3.11.9@{Digest(1)}", Entry("python:3.*", 1, "3.11.9").Pinned.ToString());
    }

    [TestMethod]
    public void A_merge_loses_nothing_and_lets_the_first_answer_count() => Gen.Select(Files, Files).Sample((mine, theirs) =>
    {
        var merged = mine.Merge(theirs);
        foreach (var entry in mine.Entries.Concat(theirs.Entries))
        {
            var found = merged.Find(entry.Key)!;
            Assert.AreEqual((mine.Find(entry.Key) ?? entry).Digest, found.Digest);
            Assert.AreEqual((mine.Find(entry.Key) ?? entry).Resolved, found.Resolved);
            Assert.IsEmpty(entry.UsedBy.Except(found.UsedBy));
            Assert.IsTrue(found.Digest != entry.Digest || found.Resolved != entry.Resolved || !entry.Platforms.Keys.Except(found.Platforms.Keys).Any());
        }
        Assert.AreEqual(merged, merged.Merge(theirs));
        Assert.AreEqual(mine, mine.Merge(mine));
        Assert.AreEqual(mine, mine.Merge(LockFile.Empty));
        Assert.AreEqual(mine, LockFile.Empty.Merge(mine));
    });

    [TestMethod]
    public void A_merge_adds_the_platforms_of_the_same_index()
    {
        var merged = new LockFile([Entry(Key, 1, [("linux/amd64", 2)])]).Merge(new LockFile([Entry(Key, 1, [("linux/arm64", 3)])]));

        Assert.AreEqual(Entry(Key, 1, [("linux/amd64", 2), ("linux/arm64", 3)]), merged.Find(Key));
    }

    [TestMethod]
    public void A_merge_never_mixes_the_platforms_of_two_indexes()
    {
        var merged = new LockFile([Entry(Key, 1, [("linux/amd64", 2)])]).Merge(new LockFile([Entry(Key, 9, [("linux/arm64", 3)])]));

        Assert.AreEqual(Entry(Key, 1, [("linux/amd64", 2)]), merged.Find(Key));
    }

    [TestMethod]
    public void The_uses_of_a_project_replace_its_former_uses_and_unused_entries_go()
    {
        var lockFile = new LockFile([Entry("h.x/a:1", 1).WithUsedBy([Base]), Entry("h.x/b:1", 2).WithUsedBy([Asr, Base]), Entry("h.x/c:1", 3)]);

        var changed = lockFile.WithUses(Base, ["h.x/c:1"]);

        Assert.AreEqual(new LockFile([Entry("h.x/b:1", 2).WithUsedBy([Asr]), Entry("h.x/c:1", 3).WithUsedBy([Base])]), changed);
    }

    [TestMethod]
    public void The_uses_of_a_project_are_what_was_said_last_and_other_projects_keep_theirs() =>
        Gen.Select(Files, Files, Projects).Sample((lockFile, used, project) =>
        {
            var changed = lockFile.WithUses(project, used.Entries);
            Assert.AreSequenceEqual(
                used.Entries.Select(entry => entry.Key),
                changed.Entries.Where(entry => entry.UsedBy.Contains(project)).Select(entry => entry.Key));
            foreach (var entry in lockFile.Entries.Where(entry => entry.UsedBy.Except([project]).Any()))
                Assert.AreSequenceEqual(entry.UsedBy.Except([project]), changed.Find(entry.Key)!.UsedBy.Except([project]));
            Assert.IsTrue(changed.Entries.All(entry => entry.UsedBy.Count > 0));
            Assert.AreEqual(changed, changed.WithUses(project, used.Entries));
        });

    [TestMethod]
    public void An_entry_that_was_dropped_meanwhile_comes_back_when_a_project_uses_it()
    {
        var seen = Entry(Key, 1).WithUsedBy([Base]);

        Assert.AreEqual(new LockFile([Entry(Key, 1).WithUsedBy([Asr])]), LockFile.Empty.WithUses(Asr, [seen]));
    }

    [TestMethod]
    public void A_use_of_an_entry_that_is_not_there_is_refused() =>
        Assert.ThrowsExactly<ArgumentException>(() => LockFile.Empty.WithUses(Base, [Key]));

    [TestMethod]
    public void Projects_that_are_gone_leave_no_uses()
    {
        var lockFile = new LockFile([Entry("h.x/a:1", 1).WithUsedBy([Base]), Entry("h.x/b:1", 2).WithUsedBy([Asr, Base])]);

        Assert.AreEqual(new LockFile([Entry("h.x/b:1", 2).WithUsedBy([Asr])]), lockFile.WithoutProjects(project => project == Base));
        Assert.AreEqual(lockFile, lockFile.WithoutProjects(_ => false));
    }

    [TestMethod]
    public void An_index_that_gained_an_architecture_is_no_change()
    {
        var locked = new LockFile([Entry(Key, 1, [("linux/amd64", 2)]).WithUsedBy([Base])]);

        Assert.AreEqual(locked, locked.Refresh(Entry(Key, 9, [("linux/amd64", 2), ("linux/s390x", 3)])));
    }

    [TestMethod]
    public void A_new_image_for_a_locked_platform_is_a_change()
    {
        var locked = new LockFile([Entry(Key, 1, [("linux/amd64", 2), ("linux/arm64", 3)]).WithUsedBy([Base])]);
        var moved = Entry(Key, 9, [("linux/amd64", 2), ("linux/arm64", 4)]).WithUsedBy([Base]);
        var lost = Entry(Key, 9, [("linux/amd64", 2)]).WithUsedBy([Base]);

        Assert.AreEqual(new LockFile([moved]), locked.Refresh(moved));
        Assert.AreEqual(new LockFile([lost]), locked.Refresh(lost));
    }

    [TestMethod]
    public void An_entry_without_platforms_is_compared_by_its_digest()
    {
        var locked = new LockFile([Entry(Key, 1, [])]);

        Assert.AreEqual(locked, locked.Refresh(Entry(Key, 1, [("linux/amd64", 2)])));
        Assert.AreEqual(new LockFile([Entry(Key, 2, [])]), locked.Refresh(Entry(Key, 2, [])));
    }

    [TestMethod]
    public void A_range_that_resolves_to_another_tag_is_a_change()
    {
        var locked = new LockFile([Entry("h.x/a:1.*", 1, [("linux/amd64", 2)], "1.1")]);
        var newer = Entry("h.x/a:1.*", 9, [("linux/amd64", 2)], "1.2");

        Assert.AreEqual(new LockFile([newer]), locked.Refresh(newer));
    }

    [TestMethod]
    public void A_first_answer_is_added() =>
        Assert.AreEqual(new LockFile([Entry(Key, 1)]), LockFile.Empty.Refresh(Entry(Key, 1)));
}
