using ImageSdk.Diagnostics;
using ImageSdk.Engine.Registries;
using ImageSdk.Engine.Tests.Infrastructure;
using ImageSdk.References;

namespace ImageSdk.Engine.Tests.Registries;

[TestClass]
public sealed class RetryTests : IDisposable
{
    private readonly DockerFolder _docker = new();
    private readonly RegistryClient _client;

    public RetryTests() => _client = new RegistryClient(_docker.Load());

    public void Dispose()
    {
        _client.Dispose();
        _docker.Dispose();
    }

    [TestMethod]
    [DataRow(0, DisplayName = "before the answer")]
    [DataRow(60, DisplayName = "in the headers of the answer")]
    [DataRow(420, DisplayName = "late in the answer")]
    public async Task A_cut_connection_is_tried_again(int bytesBeforeCut)
    {
        var registry = TestRegistry.Shared;
        var repository = TestRegistry.NewRepository();
        var digest = await registry.PushImageAsync(repository, "1.0");
        using var proxy = new CuttingProxy(registry.Host, cuts: 2, bytesBeforeCut);
        var reference = ImageReference.Parse($"{proxy.Host}/{repository}:1.0");

        var image = await _client.ResolveAsync(reference, SourceLocation.None, CancellationToken.None);

        Assert.AreEqual(digest, image.Digest);
        Assert.IsGreaterThanOrEqualTo(3, proxy.Connections);
    }

    [TestMethod]
    public async Task A_connection_that_is_always_cut_is_an_error_after_three_retries()
    {
        using var proxy = new CuttingProxy(TestRegistry.Shared.Host, cuts: int.MaxValue, bytesBeforeCut: 10);

        var diagnostic = await Failure.OfAsync(() => TagsAsync(proxy.Host));

        Assert.AreEqual("IMG2012", diagnostic.Descriptor.Code);
        Assert.AreEqual(4, proxy.Connections);
    }

    [TestMethod]
    [DataRow(500)]
    [DataRow(503)]
    [DataRow(429)]
    public async Task A_passing_fault_of_the_server_is_tried_again(int status)
    {
        var count = 0;
        using var server = new HttpServer(_ => Interlocked.Increment(ref count) < 3 ? new HttpAnswer(status) : Tags);

        Assert.AreEqual("a", string.Join(' ', await TagsAsync(server.Host)));
        Assert.HasCount(3, server.Requests);
    }

    [TestMethod]
    public async Task A_server_that_always_fails_is_an_error_with_its_own_words_on_one_line()
    {
        using var server = new HttpServer(new HttpAnswer(
            503, """{"errors":[{"code":"UNAVAILABLE","message":"down for\n maintenance"}]}"""));

        var diagnostic = await Failure.OfAsync(() => TagsAsync(server.Host));

        Assert.AreEqual("IMG2012", diagnostic.Descriptor.Code);
        Assert.Contains("503 ServiceUnavailable (down for  maintenance)", diagnostic.Message);
        Assert.HasCount(4, server.Requests);
    }

    [TestMethod]
    public async Task The_wait_that_a_server_asks_for_is_kept()
    {
        var count = 0;
        using var server = new HttpServer(_ => Interlocked.Increment(ref count) == 1
            ? new HttpAnswer(429, Headers: ("Retry-After", "1"))
            : Tags);
        var start = TimeProvider.System.GetTimestamp();

        await TagsAsync(server.Host);

        Assert.IsGreaterThanOrEqualTo(TimeSpan.FromSeconds(0.9), TimeProvider.System.GetElapsedTime(start));
    }

    [TestMethod]
    public async Task A_wait_that_no_build_has_time_for_is_an_error_at_once()
    {
        using var server = new HttpServer(new HttpAnswer(
            429, """{"errors":[{"code":"TOOMANYREQUESTS","message":"pull rate limit"}]}""", Headers: ("Retry-After", "3600")));

        var diagnostic = await Failure.OfAsync(() => TagsAsync(server.Host));

        Assert.AreEqual("IMG2012", diagnostic.Descriptor.Code);
        Assert.Contains("pull rate limit", diagnostic.Message);
        Assert.HasCount(1, server.Requests);
    }

    [TestMethod]
    [DataRow(403, "IMG2011")]
    [DataRow(404, "IMG2010")]
    [DataRow(400, "IMG2013")]
    public async Task An_answer_that_stays_the_same_is_not_asked_for_again(int status, string code)
    {
        using var server = new HttpServer(new HttpAnswer(status));

        Assert.AreEqual(code, (await Failure.OfAsync(() => TagsAsync(server.Host))).Descriptor.Code);
        Assert.HasCount(1, server.Requests);
    }

    [TestMethod]
    public async Task Cancelling_ends_the_wait_between_attempts()
    {
        using var server = new HttpServer(new HttpAnswer(503, Headers: ("Retry-After", "9")));
        using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        var reference = ImageReference.Parse($"{server.Host}/app");

        await Assert.ThrowsAsync<OperationCanceledException>(
            () => _client.ListTagsAsync(reference, SourceLocation.None, cancellation.Token));
        Assert.HasCount(1, server.Requests);
    }

    private static HttpAnswer Tags => new(200, """{"tags":["a"]}""");

    private Task<IReadOnlyList<string>> TagsAsync(string host) =>
        _client.ListTagsAsync(ImageReference.Parse($"{host}/app"), SourceLocation.None, CancellationToken.None);
}
