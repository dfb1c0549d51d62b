using ImageSdk.Planning;

namespace ImageSdk.Core.Tests.Planning;

[TestClass]
public sealed class PublishedCredentialsTests
{
    private const string Secret = "http://user:s3cret@proxy.example:3128";

    [TestMethod]
    // Provenance with mode=max has every build argument.
    [DataRow("max", "FROM a\n", "HTTP_PROXY=http://user:s3cret@proxy.example:3128", "", "HTTP_PROXY, a proxy with a user name or password from 'proxies'")]
    [DataRow("max", "FROM a\n", "HTTPS_PROXY=user:s3cret@proxy.example:3128", "", "HTTPS_PROXY, a proxy with")]
    [DataRow("max", "FROM a\n", "HTTP_PROXY=http://proxy.example:3128", "", "")]
    [DataRow("max", "FROM a\n", "", "INDEX=https://token@index.example/simple", "The address in INDEX has a user name or password")]
    [DataRow("max", "FROM a\n", "", "REPOSITORY=ssh://git@example.com/a.git", "")]
    [DataRow("max", "FROM a\n", "", "REPOSITORY=git@example.com:a.git", "")]
    [DataRow("max", "FROM a\n", "", "MAIL=someone@example.com", "")]
    // What the project gives goes before docker's configuration.
    [DataRow("max", "FROM a\n", "HTTP_PROXY=http://user:s3cret@proxy.example:3128", "HTTP_PROXY=http://proxy.example:3128", "")]
    // Without max, only the history of the image is left.
    [DataRow("min", "FROM a\nARG HTTPS_PROXY\n", "HTTP_PROXY=http://user:s3cret@proxy.example:3128", "", "")]
    [DataRow("min", "FROM a\nARG HTTP_PROXY\n", "HTTP_PROXY=http://user:s3cret@proxy.example:3128", "", "ARG HTTP_PROXY writes its value into the history")]
    [DataRow("false", "FROM a\nRUN x\nARG X HTTP_PROXY=y\n", "HTTP_PROXY=http://user:s3cret@proxy.example:3128", "", "ARG HTTP_PROXY writes")]
    [DataRow("min", "FROM a\nARG HTTP_PROXY\n", "", "HTTP_PROXY=http://user:s3cret@proxy.example:3128", "ARG HTTP_PROXY writes")]
    [DataRow("min", "FROM a\nARG http_proxy\n", "HTTP_PROXY=http://user:s3cret@proxy.example:3128", "", "")]
    [DataRow("min", "ARG HTTP_PROXY\nFROM a\nRUN x\n", "HTTP_PROXY=http://user:s3cret@proxy.example:3128", "", "")]
    [DataRow("min", "FROM a AS one\nARG HTTP_PROXY\nFROM one\n", "HTTP_PROXY=http://user:s3cret@proxy.example:3128", "", "ARG HTTP_PROXY writes")]
    [DataRow("min", "FROM a AS one\nARG HTTP_PROXY\nFROM b\nCOPY --from=one /x /x\n", "HTTP_PROXY=http://user:s3cret@proxy.example:3128", "", "")]
    public void Are_named_without_their_values(string provenance, string dockerfile, string proxies, string arguments, string expected)
    {
        using var tree = new PlanningTree(dockerfile);
        var plan = new ImagePlan
        {
            Name = "app", Builder = "", Dockerfile = "", Tags = ["app"], Context = new ContextSummary("", 0, 0),
            Attestations = provenance == "false" ? [] : [$"type=provenance,mode={provenance}"], BuildArguments = new(Values(arguments), StringComparer.Ordinal),
        };

        var found = PublishedCredentials.Find(tree.Definition, plan, Values(proxies), "/home/me/.docker/config.json");

        if (expected.Length == 0) Assert.IsEmpty(found);
        else StringAssert.Contains(found.Single().Message, expected);
        Assert.IsFalse(found.Any(diagnostic => diagnostic.Message.Contains("s3cret", StringComparison.Ordinal)));
        Assert.IsTrue(found.All(diagnostic => diagnostic.Descriptor.Code == "IMG4007"));
    }

    [TestMethod]
    public void Of_an_argument_are_shown_at_its_line()
    {
        using var tree = new PlanningTree("FROM a\nRUN x\nARG HTTP_PROXY\n");
        var plan = new ImagePlan { Name = "app", Builder = "", Dockerfile = "", Tags = ["app"], Context = new ContextSummary("", 0, 0), Attestations = ["type=provenance,mode=max"] };

        var found = PublishedCredentials.Find(tree.Definition, plan, new Dictionary<string, string> { ["HTTP_PROXY"] = Secret, ["ALL_PROXY"] = Secret }, "/config.json");

        Assert.HasCount(2, found);
        StringAssert.Contains(found[0].Message, "HTTP_PROXY and ALL_PROXY");
        Assert.AreEqual((3, 5), (found[1].Location.Line, found[1].Location.Column));
    }

    private static Dictionary<string, string> Values(string text) =>
        text.Length == 0 ? [] : text.Split(' ').Select(value => value.Split('=', 2)).ToDictionary(value => value[0], value => value[1]);
}
