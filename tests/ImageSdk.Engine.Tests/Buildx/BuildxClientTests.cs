using System.Net;
using System.Net.Sockets;
using ImageSdk.Engine.Buildx;
using ImageSdk.Engine.Registries;
using ImageSdk.Engine.Tests.Infrastructure;

namespace ImageSdk.Engine.Tests.Buildx;

[TestClass]
public sealed class BuildxClientTests
{
    [TestMethod]
    public async Task A_build_says_of_a_long_step_that_it_goes_on_until_it_is_cancelled()
    {
        using var directory = new TemporaryDirectory();
        var request = Requests.Of(Path.Combine(directory.FullName, "app.imageproj"));
        request = request with
        {
            Plan = request.Plan with { Network = "none", Tags = [] },
            Builder = "",
            Dockerfile = directory.Write("Dockerfile", "FROM busybox:1.36\nRUN sleep 600\n"),
            ContextDirectory = directory.FullName,
            Output = "type=cacheonly",
        };
        var client = new BuildxClient(DockerConfiguration.Load(BuildEnvironment.OfProcess(Path.GetTempPath()))) { SignOfLife = TimeSpan.FromMilliseconds(50) };
        using var cancellation = new CancellationTokenSource();
        List<StepProgress> said = [];

        await Assert.ThrowsAsync<OperationCanceledException>(() => client.BuildAsync(request, Take, cancellation.Token));

        var ends = said.FindIndex(s => s is { State: StepState.Ended, Name: var name } && name.StartsWith("[1/2] FROM", StringComparison.Ordinal));
        var starts = said.FindIndex(s => s is { State: StepState.Started, Name: "[2/2] RUN sleep 600" });
        Assert.IsTrue(ends >= 0 && starts > ends, string.Join('\n', said));

        void Take(StepProgress step)
        {
            said.Add(step);
            if (step is { State: StepState.Running, Name: "[2/2] RUN sleep 600" }) cancellation.Cancel();
        }
    }

    [TestMethod]
    public async Task A_push_to_a_registry_that_never_answers_comes_to_an_end()
    {
        // The system takes the connections, and nobody reads them.
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var host = $"127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}";
        using var directory = new TemporaryDirectory();
        var configuration = DockerConfiguration.Load(BuildEnvironment.OfProcess(Path.GetTempPath()));
        using var registries = new RegistryClient(configuration, new RegistryClientOptions { RequestTimeout = TimeSpan.FromMilliseconds(20) });
        var request = Requests.Of(Path.Combine(directory.FullName, "app.imageproj"));
        var client = new BuildxClient(configuration) { RegistryPatience = TimeSpan.FromMilliseconds(20) };

        var failure = await Failure.OfAsync(() => client.BuildAsync(request with
        {
            Plan = request.Plan with { Network = "none", Tags = [$"{host}/x/app:1"] },
            Builder = "",
            Dockerfile = directory.Write("Dockerfile", "FROM scratch\nCOPY Dockerfile /\n"),
            ContextDirectory = directory.FullName,
            Output = "type=image,push=true,store=false",
            PushRegistries = [host],
            IsSilent = registries.IsSilentAsync,
        }, _ => { }, CancellationToken.None));

        Assert.AreEqual(("IMG4005", request.ProjectFile), (failure.Descriptor.Code, failure.Location.File));
        StringAssert.Contains(failure.Message, host);
    }
}
