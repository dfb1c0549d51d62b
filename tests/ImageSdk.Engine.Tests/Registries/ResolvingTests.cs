using ImageSdk.Diagnostics;
using ImageSdk.Engine.Registries;
using ImageSdk.Engine.Tests.Infrastructure;
using ImageSdk.References;

namespace ImageSdk.Engine.Tests.Registries;

[TestClass]
public sealed class ResolvingTests : IDisposable
{
    private static readonly SourceLocation Here = new("base/Dockerfile", 3, 6);

    private readonly DockerFolder _docker = new();
    private readonly RegistryClient _client;

    public ResolvingTests() => _client = new RegistryClient(_docker.Load());

    public void Dispose()
    {
        _client.Dispose();
        _docker.Dispose();
    }

    [TestMethod]
    public async Task A_single_manifest_is_for_the_platform_of_its_configuration()
    {
        var (registry, repository) = (TestRegistry.Shared, TestRegistry.NewRepository());
        var digest = await registry.PushImageAsync(repository, "1.0", "linux", "arm64");

        var image = await _client.ResolveAsync(registry.Reference(repository, "1.0"), Here, CancellationToken.None);

        Assert.AreEqual(digest, image.Digest);
        Assert.AreEqual(TestRegistry.OciManifest, image.MediaType);
        Assert.AreEqual(digest, image.Platforms.Single().Value);
        Assert.AreEqual(Platform.Parse("linux/arm64"), image.Platforms.Single().Key);
    }

    [TestMethod]
    public async Task An_index_gives_the_manifest_of_each_platform_without_attestations()
    {
        var (registry, repository) = (TestRegistry.Shared, TestRegistry.NewRepository());
        var amd64 = await registry.PushImageAsync(repository, null);
        var arm = await registry.PushImageAsync(repository, null, architecture: "arm");
        var windows = await registry.PushImageAsync(repository, null, "windows");
        var attestation = await registry.PushImageAsync(repository, null, "unknown", "unknown");
        var index = await registry.PushManifestAsync(repository, "1.0", $$"""
            {"schemaVersion":2,"mediaType":"{{TestRegistry.OciIndex}}","manifests":[
              {{Entry(amd64, """{"os":"linux","architecture":"amd64"}""")}},
              {{Entry(arm, """{"os":"linux","architecture":"arm","variant":"v7"}""")}},
              {{Entry(windows, """{"os":"windows","architecture":"amd64","os.version":"10.0.17763.6054"}""")}},
              {{Entry(attestation, """{"os":"unknown","architecture":"unknown"}""")}},
              {"mediaType":"{{TestRegistry.OciManifest}}","digest":"{{attestation}}","size":1,"platform":{"os":"linux","architecture":"s390x"},
               "annotations":{"vnd.docker.reference.type":"attestation-manifest"} }]}
            """, TestRegistry.OciIndex);

        var image = await _client.ResolveAsync(registry.Reference(repository, "1.0"), Here, CancellationToken.None);

        Assert.AreEqual(index, image.Digest);
        Assert.AreEqual(TestRegistry.OciIndex, image.MediaType);
        Assert.AreEqual(
            $"linux/amd64={amd64} linux/arm/v7={arm} windows(10.0.17763.6054)/amd64={windows}",
            string.Join(' ', image.Platforms.Select(pair => $"{pair.Key}={pair.Value}")));
    }

    [TestMethod]
    [DataRow("""{"OnBuild":["COPY . /app","RUN make"]}""", "COPY . /app|RUN make")]
    [DataRow("""{"OnBuild":null}""", "")]
    [DataRow("""{"OnBuild":[]}""", "")]
    [DataRow("{}", "")]
    [DataRow("null", "")]
    public async Task The_triggers_of_an_image_are_those_of_linux_amd64_or_of_what_there_is(string settings, string triggers)
    {
        var (registry, repository) = (TestRegistry.Shared, TestRegistry.NewRepository());
        var arm = await registry.PushImageAsync(repository, "arm", architecture: "arm64", settings: """{"OnBuild":["ADD arm /"]}""");
        var amd = await registry.PushImageAsync(repository, "amd", settings: settings);
        await registry.PushManifestAsync(repository, "both", $$"""
            {"schemaVersion":2,"mediaType":"{{TestRegistry.OciIndex}}","manifests":[
              {{Entry(arm, """{"os":"linux","architecture":"arm64"}""")}},
              {{Entry(amd, """{"os":"linux","architecture":"amd64"}""")}}]}
            """, TestRegistry.OciIndex);

        Assert.AreEqual(triggers, await TriggersAsync("both"));
        Assert.AreEqual(triggers, await TriggersAsync("amd"));
        Assert.AreEqual("ADD arm /", await TriggersAsync("arm"));

        async Task<string> TriggersAsync(string tag)
        {
            var reference = registry.Reference(repository, tag);
            var image = await _client.ResolveAsync(reference, Here, CancellationToken.None);
            return string.Join('|', await _client.ReadTriggersAsync(reference, image, Here, CancellationToken.None));
        }
    }

    [TestMethod]
    [DataRow("""{"OnBuild":[1]}""")]
    [DataRow("""{"OnBuild":[null]}""")]
    public async Task A_trigger_that_is_no_text_is_an_invalid_answer(string settings)
    {
        var (registry, repository) = (TestRegistry.Shared, TestRegistry.NewRepository());
        await registry.PushImageAsync(repository, "1", settings: settings);
        var reference = registry.Reference(repository, "1");
        var image = await _client.ResolveAsync(reference, Here, CancellationToken.None);

        var diagnostic = await Failure.OfAsync(() => _client.ReadTriggersAsync(reference, image, Here, CancellationToken.None));

        Assert.AreEqual("IMG2013", diagnostic.Descriptor.Code);
    }

    [TestMethod]
    public async Task The_digest_of_a_reference_decides_over_its_tag()
    {
        var (registry, repository) = (TestRegistry.Shared, TestRegistry.NewRepository());
        var old = await registry.PushImageAsync(repository, "1.0", architecture: "arm64");
        var moved = await registry.PushImageAsync(repository, "1.0");

        var reference = registry.Reference(repository, "1.0");
        var pinned = await _client.ResolveAsync(reference.WithDigest(old), Here, CancellationToken.None);
        var floating = await _client.ResolveAsync(reference, Here, CancellationToken.None);

        Assert.AreEqual(old, pinned.Digest);
        Assert.AreEqual(moved, floating.Digest);
    }

    [TestMethod]
    [DataRow(true, DisplayName = "a tag of a repository that exists")]
    [DataRow(false, DisplayName = "a repository")]
    public async Task An_image_that_does_not_exist_is_an_error_where_it_is_named(bool hasRepository)
    {
        var (registry, repository) = (TestRegistry.Shared, TestRegistry.NewRepository());
        if (hasRepository)
            await registry.PushImageAsync(repository, "1.0");
        var reference = registry.Reference(repository, "2.0");

        var diagnostic = await Failure.OfAsync(() => _client.ResolveAsync(reference, Here, CancellationToken.None));

        Assert.AreEqual("IMG2010", diagnostic.Descriptor.Code);
        Assert.AreEqual(Here, diagnostic.Location);
        Assert.AreEqual($"{registry.Host} has no image '{reference}'.", diagnostic.Message);
    }

    [TestMethod]
    public async Task An_image_exists_when_the_registry_has_its_digest()
    {
        var (registry, repository) = (TestRegistry.Shared, TestRegistry.NewRepository());
        var digest = await registry.PushImageAsync(repository, "1.0");
        var reference = registry.Reference(repository, "1.0");
        var other = TestRegistry.DigestOf("something else");

        Assert.IsTrue(await _client.ExistsAsync(reference.WithDigest(digest), Here, CancellationToken.None));
        Assert.IsTrue(await _client.ExistsAsync(reference, Here, CancellationToken.None));
        Assert.IsFalse(await _client.ExistsAsync(reference.WithDigest(other), Here, CancellationToken.None));
        Assert.IsFalse(await _client.ExistsAsync(reference.WithTag("2.0"), Here, CancellationToken.None));
    }

    [TestMethod]
    public async Task A_registry_that_is_away_is_an_error_that_names_it()
    {
        using var gone = new HttpServer(new HttpAnswer(200));
        var reference = ImageReference.Parse($"{gone.Host}/app:1.0");
        gone.Dispose();

        var diagnostic = await Failure.OfAsync(() => _client.ResolveAsync(reference, Here, CancellationToken.None));

        Assert.AreEqual("IMG2012", diagnostic.Descriptor.Code);
        Assert.Contains(gone.Host, diagnostic.Message);
        Assert.Contains("refused", diagnostic.Message);
    }

    [TestMethod]
    public async Task A_host_that_no_one_knows_is_an_error_without_another_attempt()
    {
        var reference = ImageReference.Parse("registry.invalid/app:1.0");

        var diagnostic = await Failure.OfAsync(() => _client.ResolveAsync(reference, Here, CancellationToken.None));

        Assert.AreEqual("IMG2012", diagnostic.Descriptor.Code);
        Assert.Contains("registry.invalid", diagnostic.Message);
    }

    [TestMethod]
    public async Task A_port_that_cannot_be_is_an_error_and_no_crash()
    {
        var reference = ImageReference.Parse("registry.example.com:99999/app:1.0");

        var diagnostic = await Failure.OfAsync(() => _client.ResolveAsync(reference, Here, CancellationToken.None));

        Assert.AreEqual("IMG2012", diagnostic.Descriptor.Code);
    }

    private static string Entry(ImageDigest digest, string platform) =>
        $$"""{"mediaType":"{{TestRegistry.OciManifest}}","digest":"{{digest}}","size":1,"platform":{{platform}}}""";
}
