using ImageSdk.Diagnostics;
using ImageSdk.Engine.Registries;
using ImageSdk.Engine.Tests.Infrastructure;
using ImageSdk.References;

namespace ImageSdk.Engine.Tests.Registries;

[TestClass]
public sealed class TagListTests : IDisposable
{
    private readonly DockerFolder _docker = new();
    private readonly RegistryClient _client;

    public TagListTests() => _client = new RegistryClient(_docker.Load());

    public void Dispose()
    {
        _client.Dispose();
        _docker.Dispose();
    }

    [TestMethod]
    public async Task All_tags_of_a_repository_are_listed()
    {
        var (registry, repository) = (TestRegistry.Shared, TestRegistry.NewRepository());
        foreach (var tag in (string[])["3.11-slim", "3.12-slim", "latest"])
            await registry.PushImageAsync(repository, tag);

        var tags = await ListAsync(registry.Reference(repository));

        CollectionAssert.AreEquivalent((string[])["3.11-slim", "3.12-slim", "latest"], tags.ToArray());
    }

    [TestMethod]
    public async Task A_repository_that_does_not_exist_is_an_error()
    {
        var reference = TestRegistry.Shared.Reference(TestRegistry.NewRepository());

        Assert.AreEqual("IMG2010", (await Failure.OfAsync(() => ListAsync(reference))).Descriptor.Code);
    }

    [TestMethod]
    [DataRow("</v2/app/tags/list?n=2&last=b>; rel=\"next\"", DisplayName = "a path")]
    [DataRow("<http://internal.invalid/v2/app/tags/list?n=2&last=b>; rel=\"next\"", DisplayName = "a host that only the registry knows")]
    [DataRow("<list?n=2&last=b>; rel=next", DisplayName = "a relative path")]
    public async Task Pages_are_followed_at_the_same_host(string link)
    {
        using var server = new HttpServer(request => request.Path.Contains("last=b", StringComparison.Ordinal)
            ? new HttpAnswer(200, """{"name":"app","tags":["c"]}""")
            : new HttpAnswer(200, """{"name":"app","tags":["a","b"]}""", Headers: ("Link", link)));

        var tags = await ListAsync(ImageReference.Parse($"{server.Host}/app"));

        Assert.AreEqual("a b c", string.Join(' ', tags));
        Assert.AreEqual("/v2/app/tags/list?n=2&last=b", server.Requests[1].Path);
    }

    [TestMethod]
    public async Task A_page_cannot_lead_to_another_host_by_a_double_slash()
    {
        using var other = new HttpServer(new HttpAnswer(200, """{"tags":["stolen"]}"""));
        using var server = new HttpServer(request => request.Path.StartsWith("/v2/", StringComparison.Ordinal)
            ? new HttpAnswer(200, """{"tags":["a"]}""", Headers: ("Link", $"<http://x.invalid//{other.Host}/y>; rel=next"))
            : new HttpAnswer(200, """{"tags":["b"]}"""));

        var tags = await ListAsync(ImageReference.Parse($"{server.Host}/app"));

        Assert.AreEqual("a b", string.Join(' ', tags));
        Assert.HasCount(0, other.Requests);
    }

    [TestMethod]
    public async Task A_page_that_names_itself_as_the_next_is_an_error()
    {
        using var server = new HttpServer(request => new HttpAnswer(
            200, """{"tags":["a"]}""", Headers: ("Link", $"<{request.Path}>; rel=\"next\"")));

        var diagnostic = await Failure.OfAsync(() => ListAsync(ImageReference.Parse($"{server.Host}/app")));

        Assert.AreEqual("IMG2013", diagnostic.Descriptor.Code);
        Assert.HasCount(1, server.Requests);
    }

    [TestMethod]
    [DataRow("""{"tags":null}""", "")]
    [DataRow("""{"tags":["ok","--load","a b","",7,"x;y"]}""", "ok")]
    public async Task What_is_no_tag_is_left_out(string body, string expected)
    {
        using var server = new HttpServer(new HttpAnswer(200, body));

        Assert.AreEqual(expected, string.Join(' ', await ListAsync(ImageReference.Parse($"{server.Host}/app"))));
    }

    private Task<IReadOnlyList<string>> ListAsync(ImageReference repository) =>
        _client.ListTagsAsync(repository, SourceLocation.None, CancellationToken.None);
}
