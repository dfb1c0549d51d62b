using ImageSdk.Dockerfiles;
using ImageSdk.Engine.Builds;
using ImageSdk.Engine.Buildx;
using ImageSdk.Engine.Registries;
using ImageSdk.Engine.Tests.Buildx;
using ImageSdk.Engine.Tests.Infrastructure;

namespace ImageSdk.Engine.Tests.Builds;

/// <summary>
/// What a build without the cache does to the cache mounts that other images share. Not in parallel: BuildKit forgets all mounts in use
/// when any build without the cache starts, so another build that runs meanwhile gets a new mount, whatever its id.
/// </summary>
[TestClass]
[DoNotParallelize]
public sealed class FreshCacheMountsTests
{
    private const string Mount = "RUN --mount=type=cache,id=pip,target=/p a";

    [TestMethod]
    [DataRow(Mount, "docker", "28.5.2+dfsg4", "")]
    [DataRow(Mount, "docker", "26.0.0-rc1", "")]
    [DataRow(Mount, "docker", "25.0.5", "the builder 'fleet' is older than BuildKit 0.13")]
    [DataRow(Mount, "docker", "", "the builder 'fleet' is older than BuildKit 0.13")]
    [DataRow(Mount, "remote", "v0.13.0", "")]
    [DataRow(Mount, "remote", "v0.12.5", "the builder 'fleet' is older than BuildKit 0.13")]
    [DataRow("RUN --mount=type=cache,target=/p a", "docker", "28.5.2", "empties the cache mount /p, which has no id of its own")]
    public void Their_cost_is_said_where_they_are_emptied(string run, string driver, string version, string message)
    {
        var mounts = ((RunInstruction)Dockerfile.Parse($"FROM a\n{run}\n", "/x/Dockerfile").Stages[0].Instructions[^1]).Mounts;
        var plan = Requests.Of("/x/app.imageproj").Plan with { CacheMounts = mounts };

        var problem = FreshCacheMounts.Problem(plan, "/x/app.imageproj", new BuilderInfo("fleet", driver) { BuildKitVersion = version }, version);

        if (message.Length == 0) Assert.IsNull(problem);
        else StringAssert.Contains(problem!.Message, message);
        if (message.Contains("id of its own", StringComparison.Ordinal)) Assert.AreEqual(("/x/Dockerfile", 2), (problem!.Location.File, problem.Location.Line));
    }

    [TestMethod]
    public async Task They_stay_for_siblings_while_every_command_runs_again_and_serves_later_builds()
    {
        using var directory = new TemporaryDirectory();
        var count = Count(NewId());
        var image = $"""
            FROM busybox:1.36 AS named
            {count}
            FROM busybox:1.36
            COPY --from=named /n /u /named/
            {count}
            FROM scratch
            COPY --from=named /n /u /named/
            COPY --from=1 /n /u /unnamed/
            """;

        await AssertStayAsync(directory, image, name => $"FROM busybox:1.36 AS named\n{count} && : {name}\n", "1 2");
    }

    /// <summary>The commands of ONBUILD run in the stage that starts from the one that has them.</summary>
    [TestMethod]
    public async Task Those_of_triggers_stay_too()
    {
        using var directory = new TemporaryDirectory();
        var count = Count(NewId());
        var image = $"""
            FROM busybox:1.36 AS base
            ONBUILD {count}
            FROM base AS named
            FROM base AS unnamed
            COPY --from=named /n /named
            {count}
            FROM scratch
            COPY --from=named /n /u /named/
            COPY --from=unnamed /n /u /unnamed/
            """;
        var mounts = DockerfileInputs.Of(Dockerfile.Parse(image, "Dockerfile"), "", new Dictionary<string, string>(), "linux/amd64").CacheMounts;
        Assert.HasCount(3, mounts, "The plan has the mounts of the triggers, or nothing would keep them.");
        Assert.IsTrue(mounts.All(mount => mount.HasIdOfItsOwn));

        await AssertStayAsync(
            directory, image, name => $"FROM busybox:1.36 AS base\nONBUILD {count} && : {name}\nFROM base AS named\n", "1 2");
    }

    private static string NewId() => Guid.NewGuid().ToString("N");

    /// <summary>Counts how often it has run with this mount, and says something new each time.</summary>
    private static string Count(string id) =>
        $"RUN --mount=type=cache,id={id},target=/c echo x >> /c/f && wc -l < /c/f > /n && cat /proc/sys/kernel/random/uuid > /u";

    private static async Task AssertStayAsync(TemporaryDirectory directory, string image, Func<string, string> sibling, string counts)
    {
        var client = new BuildxClient(DockerConfiguration.Load(BuildEnvironment.OfProcess(Path.GetTempPath())));

        var first = await BuildAsync(image, "1", fresh: false);
        Assert.AreEqual("3", (await BuildAsync(Sibling("one"), "2", fresh: false)).Counts);
        var again = await BuildAsync(image, "3", fresh: true);
        var published = await BuildAsync(image, "4", fresh: false);
        var last = await BuildAsync(Sibling("two"), "5", fresh: false);

        Assert.AreEqual(counts, first.Counts);
        Assert.AreEqual(counts, again.Counts, "The build without the cache starts with empty mounts.");
        Assert.IsEmpty(first.Runs.Intersect(again.Runs), "Every command runs again.");
        CollectionAssert.AreEqual(again.Runs, published.Runs, "What is published is what was just built.");
        Assert.AreEqual("4", last.Counts, "A sibling finds what it had.");

        string Sibling(string name) => $"{sibling(name)}FROM scratch\nCOPY --from=named /n /u /named/\n";

        async Task<(string Counts, string[] Runs)> BuildAsync(string dockerfile, string name, bool fresh)
        {
            var output = Path.Combine(directory.FullName, "out" + name);
            var request = Requests.Of(Path.Combine(directory.FullName, "app.imageproj"));
            await client.BuildAsync(request with
            {
                Plan = request.Plan with { Network = "none", Tags = [] },
                Builder = "",
                Dockerfile = directory.Write("Dockerfile" + name, dockerfile),
                ContextDirectory = directory.FullName,
                Output = $"type=local,dest={output}",
                NoCache = fresh,
                CacheMountNamespace = fresh ? FreshCacheMounts.Namespace : "",
            }, _ => { }, CancellationToken.None);
            string[] Read(string file) => [.. ((string[])["named", "unnamed"]).Select(stage => Path.Combine(output, stage, file))
                .Where(File.Exists).Select(path => File.ReadAllText(path).Trim())];
            return (string.Join(' ', Read("n")), Read("u"));
        }
    }
}
