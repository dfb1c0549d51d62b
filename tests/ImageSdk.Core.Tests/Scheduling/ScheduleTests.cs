using CsCheck;
using ImageSdk.Scheduling;

namespace ImageSdk.Core.Tests.Scheduling;

[TestClass]
public sealed class ScheduleTests
{
    private readonly Schedule _schedule = new(StringComparer.Ordinal);

    [TestMethod]
    public void An_image_is_ready_once_all_its_parents_are_completed()
    {
        _schedule.Add([Node("base"), Node("tools"), Node("app", 1, "base", "tools")]);

        CollectionAssert.AreEquivalent(new[] { "base", "tools" }, _schedule.TakeReady().ToList());
        Build("base");
        Assert.IsEmpty(_schedule.TakeReady());
        _schedule.Complete("tools");

        CollectionAssert.AreEqual(new[] { "app" }, _schedule.TakeReady().ToList());
        Assert.IsEmpty(_schedule.TakeReady());
    }

    [TestMethod]
    public void The_image_with_the_longest_critical_path_is_built_first()
    {
        _schedule.Add([Node("alone", 5), Node("base", 1), Node("child", 3, "base"), Node("grandchild", 2, "child")]);

        CollectionAssert.AreEqual(new[] { "base", "alone" }, _schedule.TakeReady().ToList());
        _schedule.RequireBuild("alone");
        _schedule.RequireBuild("base");

        Assert.AreEqual("base", _schedule.TakeNext(freeSlots: 2));
        Assert.AreEqual("alone", _schedule.TakeNext(freeSlots: 1));
        Assert.IsNull(_schedule.TakeNext(freeSlots: 1));
    }

    [TestMethod]
    public void A_slot_is_kept_for_an_image_with_a_longer_path_that_is_still_being_checked()
    {
        _schedule.Add([Node("alone"), Node("base"), Node("child", 1, "base")]);
        _schedule.TakeReady();
        _schedule.RequireBuild("alone");

        Assert.IsNull(_schedule.TakeNext(freeSlots: 1));
        Assert.AreEqual("alone", _schedule.TakeNext(freeSlots: 2));
    }

    [TestMethod]
    public void The_last_slot_is_free_again_when_the_image_with_the_longer_path_is_up_to_date()
    {
        _schedule.Add([Node("alone"), Node("base"), Node("child", 1, "base")]);
        _schedule.TakeReady();
        _schedule.RequireBuild("alone");
        _schedule.Complete("base");

        Assert.AreEqual("alone", _schedule.TakeNext(freeSlots: 1));
    }

    [TestMethod]
    public void Without_a_slot_nothing_is_built()
    {
        _schedule.Add([Node("base")]);
        _schedule.TakeReady();
        _schedule.RequireBuild("base");

        Assert.IsNull(_schedule.TakeNext(freeSlots: 0));
        Assert.AreEqual(ScheduleState.Pending, _schedule.StateOf("base"));
    }

    [TestMethod]
    public void A_failure_blocks_everything_that_is_based_on_the_image_and_names_the_cause()
    {
        _schedule.Add([Node("base"), Node("other"), Node("child", 1, "base"), Node("grandchild", 1, "child", "other")]);
        _schedule.TakeReady();

        CollectionAssert.AreEqual(new[] { "child", "grandchild" }, _schedule.Fail("base").ToList());

        Assert.AreEqual(ScheduleState.Blocked, _schedule.StateOf("grandchild"));
        Assert.AreEqual("base", _schedule.CauseOf("grandchild"));
        _schedule.Complete("other");
        Assert.IsEmpty(_schedule.TakeReady());
        Assert.AreEqual((4, 4), (_schedule.SettledCount, _schedule.Count));
    }

    [TestMethod]
    public void An_image_is_blocked_once_by_several_failures()
    {
        _schedule.Add([Node("left"), Node("right"), Node("child", 1, "left", "right")]);
        _schedule.TakeReady();

        CollectionAssert.AreEqual(new[] { "child" }, _schedule.Fail("right").ToList());
        Assert.IsEmpty(_schedule.Fail("left"));
        Assert.AreEqual("right", _schedule.CauseOf("child"));
    }

    [TestMethod]
    public void An_image_that_is_added_after_its_parent_failed_is_blocked_at_once()
    {
        _schedule.Add([Node("base")]);
        _schedule.TakeReady();
        _schedule.Fail("base");

        _schedule.Add([Node("child", 1, "base"), Node("grandchild", 1, "child")]);

        Assert.AreEqual(("base", "base"), (_schedule.CauseOf("child"), _schedule.CauseOf("grandchild")));
    }

    [TestMethod]
    public void An_image_that_is_settled_can_start_again_and_one_under_way_is_left_alone()
    {
        _schedule.Add([Node("base"), Node("child", 1, "base")]);
        _schedule.TakeReady();
        _schedule.Add([Node("base")]);
        Assert.AreEqual(ScheduleState.Checking, _schedule.StateOf("base"));

        _schedule.Fail("base");
        _schedule.Add([Node("base")]);
        _schedule.Add([Node("child", 1, "base")]);

        CollectionAssert.AreEqual(new[] { "base" }, _schedule.TakeReady().ToList());
        _schedule.Complete("base");
        CollectionAssert.AreEqual(new[] { "child" }, _schedule.TakeReady().ToList());
        Assert.IsNull(_schedule.CauseOf("child"));
    }

    [TestMethod]
    public void A_parent_that_is_not_in_the_graph_has_no_effect()
    {
        _schedule.Add([Node("child", 1, "elsewhere")]);

        CollectionAssert.AreEqual(new[] { "child" }, _schedule.TakeReady().ToList());
    }

    [TestMethod]
    public void A_cyclic_reference_is_refused()
    {
        var refusal = Assert.ThrowsExactly<ArgumentException>(
            () => _schedule.Add([Node("a", 1, "b"), Node("b", 1, "a"), Node("c", 1, "b")]));

        StringAssert.Contains(refusal.Message, "a, b, c");
    }

    [TestMethod]
    public void Whatever_fails_every_image_is_settled_in_the_end_and_none_before_its_parents() =>
        Gen.Select(Gen.Int[1, 12], Gen.Int[0, int.MaxValue], Gen.Int[1, 4]).Sample((count, seed, slots) =>
        {
            var random = new Random(seed);
            var nodes = Enumerable.Range(0, count)
                .Select(i => Node(
                    $"i{i}", random.Next(5), [.. Enumerable.Range(0, i).Where(_ => random.Next(3) == 0).Select(p => $"i{p}")]))
                .ToList();
            var schedule = new Schedule(StringComparer.Ordinal);
            schedule.Add(nodes);
            var (checking, building) = (new List<string>(), new List<string>());
            for (var settled = false; !settled;)
            {
                foreach (var key in schedule.TakeReady())
                {
                    Assert.IsTrue(nodes.Single(node => node.Key == key)
                        .Parents.All(parent => schedule.StateOf(parent) == ScheduleState.Completed));
                    checking.Add(key);
                }

                while (schedule.TakeNext(slots - building.Count) is { } next) building.Add(next);
                Assert.IsTrue(building.Count <= slots);
                settled = checking.Count + building.Count == 0;
                if (settled) break;

                var isChecked = checking.Count > 0 && (building.Count == 0 || random.Next(2) == 0);
                var list = isChecked ? checking : building;
                var image = list[random.Next(list.Count)];
                list.Remove(image);
                if (random.Next(4) == 0) schedule.Fail(image);
                else if (isChecked && random.Next(3) > 0)
                {
                    schedule.RequireBuild(image);
                    // Pending is neither checked nor built until there is a slot.
                    continue;
                }
                else schedule.Complete(image);
            }

            Assert.AreEqual(count, schedule.SettledCount);
        });

    private static ImageNode Node(string key, double seconds = 1, params string[] parents) => new(key, parents, seconds);

    private void Build(string key)
    {
        _schedule.RequireBuild(key);
        // The other one is still being checked and has the same path, so it keeps no slot.
        Assert.AreEqual(key, _schedule.TakeNext(1));
        _schedule.Complete(key);
    }
}
