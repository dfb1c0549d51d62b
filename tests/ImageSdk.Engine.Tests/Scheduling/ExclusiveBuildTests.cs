using ImageSdk.Engine.Scheduling;

namespace ImageSdk.Engine.Tests.Scheduling;

[TestClass]
public sealed class ExclusiveBuildTests
{
    private static readonly BuildEnvironment NoMessages = BuildEnvironment.OfProcess("/");

    private readonly string _record = $"/{Guid.NewGuid():N}/bin/app.image.json";

    public required TestContext TestContext { get; set; }

    [TestMethod]
    public async Task The_second_waits_for_the_first_and_knows_that_it_has_waited()
    {
        var first = await Enter();
        var second = Enter();
        await Task.Delay(200, TestContext.CancellationToken);
        Assert.IsFalse(second.IsCompleted);

        first.Dispose();
        using var entered = await second;

        Assert.IsFalse(first.HasWaited);
        Assert.IsTrue(entered.HasWaited);
    }

    [TestMethod]
    public async Task Another_image_is_built_at_the_same_time()
    {
        using var first = await Enter();
        using var other = await ExclusiveBuild.EnterAsync($"{_record}.other", NoMessages, TestContext.CancellationToken);

        Assert.IsFalse(other.HasWaited);
    }

    [TestMethod]
    public async Task Waiting_can_be_interrupted()
    {
        using var first = await Enter();
        using var cancellation = new CancellationTokenSource();
        var second = ExclusiveBuild.EnterAsync(_record, NoMessages, cancellation.Token);

        await cancellation.CancelAsync();

        await Assert.ThrowsAsync<OperationCanceledException>(() => second);
    }

    private Task<ExclusiveBuild> Enter() => ExclusiveBuild.EnterAsync(_record, NoMessages, TestContext.CancellationToken);
}
