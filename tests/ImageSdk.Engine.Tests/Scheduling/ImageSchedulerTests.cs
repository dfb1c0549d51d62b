using System.Collections.Concurrent;
using ImageSdk.Engine.Scheduling;
using ImageSdk.Records;

namespace ImageSdk.Engine.Tests.Scheduling;

[TestClass]
public sealed class ImageSchedulerTests
{
    private readonly ConcurrentQueue<ScheduleEvent> _events = new();

    [TestMethod]
    public async Task Children_start_when_their_parents_are_completed()
    {
        using var scheduler = Scheduler(slots: 2);
        var (parent, child) = (ManualJob.Of("base").Check(false), ManualJob.Of("child", "base").Check(false));

        scheduler.Start([child, parent]);
        await parent.Started;
        Assert.IsFalse(child.HasStarted);
        parent.Finish();
        await child.Started;
        child.Finish();
        await scheduler.WhenSettledAsync("child");

        Assert.AreEqual((ImageState.Built, ImageState.Built), (parent.State, child.State));
        Assert.AreEqual("Started base, Step base, Completed base, Started child, Step child, Completed child", Events());
    }

    [TestMethod]
    public async Task An_image_that_is_up_to_date_takes_no_slot()
    {
        using var scheduler = Scheduler(slots: 1);
        var (running, same) = (ManualJob.Of("running").Check(false), ManualJob.Of("same"));

        scheduler.Start([running]);
        await running.Started;
        scheduler.Start([same.Check(true)]);
        await scheduler.WhenSettledAsync("same");

        Assert.AreEqual(ImageState.UpToDate, same.State);
        Assert.IsFalse(same.HasStarted);
        running.Finish();
        await scheduler.WhenSettledAsync("running");
    }

    [TestMethod]
    public async Task No_more_images_run_at_once_than_there_are_slots()
    {
        using var scheduler = Scheduler(slots: 2);
        ManualJob[] jobs = [.. Enumerable.Range(0, 5).Select(i => ManualJob.Of($"i{i}").Check(false))];

        scheduler.Start(jobs);
        foreach (var job in jobs) await scheduler.WhenCheckedAsync(job.Key);
        var rest = jobs.ToList();
        while (rest.Count > 0)
        {
            await Task.WhenAny(rest.Select(job => job.Started));
            var running = rest.Where(job => job.HasStarted).ToList();
            Assert.IsTrue(running.Count is 1 or 2, $"{running.Count}");
            running[0].Finish();
            await scheduler.WhenSettledAsync(running[0].Key);
            rest.Remove(running[0]);
        }

        Assert.IsTrue(jobs.All(job => job.State == ImageState.Built));
    }

    [TestMethod]
    public async Task A_failure_blocks_children_with_its_cause_and_siblings_finish()
    {
        using var scheduler = Scheduler(slots: 2);
        var (bad, good) = (ManualJob.Of("bad").Check(false), ManualJob.Of("good").Check(false));
        var (child, grandchild) = (ManualJob.Of("child", "bad"), ManualJob.Of("grandchild", "child", "good"));

        scheduler.Start([bad, good, child, grandchild]);
        await good.Started;
        bad.Fail(new InvalidOperationException("no"));
        await scheduler.WhenSettledAsync("grandchild");
        good.Finish();
        await scheduler.WhenSettledAsync("good");

        Assert.AreEqual((ImageState.Failed, "no"), (bad.State, bad.Failure?.Message));
        Assert.AreEqual(
            (ImageState.NotStarted, ImageState.NotStarted, ImageState.Built), (child.State, grandchild.State, good.State));
        CollectionAssert.AreEqual(new[] { "child bad", "grandchild bad" },
            _events.OfType<ScheduleEvent.Blocked>().Select(blocked => $"{blocked.Job.Key} {blocked.Cause.Key}").ToList());
        scheduler.Start([ManualJob.Of("late", "grandchild")]);
        Assert.IsTrue(scheduler.WhenSettledAsync("late").IsCompleted);
    }

    [TestMethod]
    public async Task A_check_that_fails_is_a_failure()
    {
        using var scheduler = Scheduler(slots: 1);
        var job = ManualJob.Of("image");

        scheduler.Start([job]);
        job.FailCheck(new InvalidOperationException("no plan"));
        await scheduler.WhenSettledAsync("image");

        Assert.AreEqual((ImageState.Failed, "no plan"), (job.State, job.Failure?.Message));
    }

    [TestMethod]
    public async Task A_job_that_is_cancelled_fails_and_another_one_takes_its_place()
    {
        using var scheduler = Scheduler(slots: 1);
        var (old, next, child) = (
            ManualJob.Of("image").Check(false), ManualJob.Of("image").Check(false), ManualJob.Of("child", "image").Check(false));

        scheduler.Start([old, child]);
        await old.Started;
        scheduler.Start([next]);
        Assert.AreSame(old, scheduler.Find("image"));
        scheduler.Cancel("image");
        await scheduler.WhenSettledAsync("image");
        Assert.IsInstanceOfType<OperationCanceledException>(old.Failure);

        scheduler.Start([next, child]);
        await next.Started;
        next.Finish();
        await child.Started;
        child.Finish();
        await scheduler.WhenSettledAsync("child");
        Assert.AreEqual(ImageState.Built, child.State);
    }

    [TestMethod]
    public async Task An_image_that_is_held_waits_with_its_children_until_its_project_starts_it()
    {
        using var scheduler = Scheduler(slots: 1);
        var (held, child) = (ManualJob.Held("image").Check(false), ManualJob.Of("child", "image").Check(false));

        scheduler.Start([held, child]);
        await scheduler.WhenSettledAsync("child");
        Assert.AreEqual((ImageState.NotStarted, ImageState.NotStarted), (held.State, child.State));
        Assert.IsFalse(held.IsFinal);
        Assert.IsEmpty(_events);

        var own = ManualJob.Of("image").Check(false);
        scheduler.Start([own]);
        own.Finish();
        child.Finish();
        await scheduler.WhenSettledAsync("child");
        Assert.AreEqual((ImageState.Built, ImageState.Built), (own.State, child.State));
    }

    [TestMethod]
    public async Task A_failure_that_the_project_tries_again_blocks_without_a_word()
    {
        using var scheduler = Scheduler(slots: 1);
        var (early, child) = (ManualJob.Early("image"), ManualJob.Early("child", "image").Check(false));

        scheduler.Start([early, child]);
        early.FailCheck(new InvalidOperationException("A file is missing."));
        await scheduler.WhenSettledAsync("child");
        Assert.IsEmpty(_events.OfType<ScheduleEvent.Blocked>());

        var own = ManualJob.Of("image").Check(false);
        scheduler.Start([own]);
        own.Finish();
        child.Finish();
        await scheduler.WhenSettledAsync("child");
        Assert.AreEqual(ImageState.Built, child.State);
    }

    [TestMethod]
    public async Task An_interruption_blocks_without_a_word()
    {
        using var scheduler = Scheduler(slots: 1);
        var running = ManualJob.Of("image").Check(false);

        scheduler.Start([running, ManualJob.Of("child", "image")]);
        await running.Started;
        scheduler.Cancel();
        await scheduler.WhenSettledAsync("child");

        Assert.IsEmpty(_events.OfType<ScheduleEvent.Blocked>());
    }

    [TestMethod]
    public async Task An_image_that_is_up_to_date_is_not_held()
    {
        using var scheduler = Scheduler(slots: 1);
        var job = ManualJob.Held("image").Check(true);

        scheduler.Start([job]);
        await scheduler.WhenSettledAsync("image");

        Assert.AreEqual(ImageState.UpToDate, job.State);
    }

    [TestMethod]
    public async Task A_job_that_waits_can_be_cancelled()
    {
        using var scheduler = Scheduler(slots: 1);
        var (parent, child) = (ManualJob.Of("base").Check(false), ManualJob.Of("child", "base"));

        scheduler.Start([parent, child]);
        scheduler.Cancel("child");
        await scheduler.WhenSettledAsync("child");

        Assert.AreEqual(ImageState.Failed, child.State);
        parent.Finish();
        await scheduler.WhenSettledAsync("base");
    }

    [TestMethod]
    public async Task The_end_interrupts_what_runs_and_starts_nothing_more()
    {
        var (running, child) = (ManualJob.Of("running").Check(false), ManualJob.Of("child", "running"));
        using (var scheduler = Scheduler(slots: 1))
        {
            scheduler.Start([running, child, ManualJob.Of("pending").Check(false)]);
            await running.Started;
        }

        Assert.IsInstanceOfType<OperationCanceledException>(running.Failure);
        Assert.IsFalse(child.HasStarted);
    }

    [TestMethod]
    public async Task An_image_that_was_started_before_is_not_started_again_as_a_new_one()
    {
        using var scheduler = Scheduler(slots: 1);
        var job = ManualJob.Of("image").Check(true);
        scheduler.Start([job]);
        await scheduler.WhenSettledAsync("image");

        scheduler.StartUnknown([ManualJob.Of("image")]);

        Assert.AreSame(job, scheduler.Find("image"));
    }

    [TestMethod]
    public async Task Progress_says_which_of_how_many_images_it_is()
    {
        using var scheduler = Scheduler(slots: 1);
        var (same, first, second) = (
            ManualJob.Of("a").Check(true), ManualJob.Of("b", "a").Check(false), ManualJob.Of("c", "b").Check(false));

        scheduler.Start([same, first, second]);
        first.Finish();
        second.Finish();
        await scheduler.WhenSettledAsync("c");

        CollectionAssert.AreEqual(new[] { "2/3 b", "3/3 c" },
            _events.OfType<ScheduleEvent.Step>().Select(step => $"{step.Position}/{step.Count} {step.Job.Key}").ToList());
    }

    private ImageScheduler Scheduler(int slots) => new(StringComparer.Ordinal, slots, _events.Enqueue);

    private string Events() => string.Join(", ", _events.Select(happened => $"{happened.GetType().Name} {happened.Job.Key}"));
}
