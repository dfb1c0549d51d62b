using ImageSdk.Analysis;
using ImageSdk.Analysis.Families;

namespace ImageSdk.Core.Tests.Analysis.Families;

/// <summary>Dockerfiles without projects are a family: their FROM lines tell which is based on which.</summary>
[TestClass]
public sealed class DockerfileFamilyTests
{
    [TestMethod]
    [DataRow("base/Dockerfile", "registry.acme.dev/speech/base:cpu", DisplayName = "directory")]
    [DataRow("base/Dockerfile", "base", DisplayName = "name alone")]
    [DataRow("base/Dockerfile", "acme/speech-base:latest", DisplayName = "behind the product's name")]
    [DataRow("docker/Dockerfile.base", "acme/base:1.2", DisplayName = "suffix of the file")]
    [DataRow("docker/base.Dockerfile", "acme/base:1.2", DisplayName = "prefix of the file")]
    [DataRow("base/Dockerfile.cuda", "acme/base-cuda", DisplayName = "directory and suffix")]
    [DataRow("base/Dockerfile.cuda", "acme/base:12-cuda", DisplayName = "suffix in the tag")]
    [DataRow("base/Containerfile", "base:1", DisplayName = "Containerfile")]
    public void An_image_is_based_on_the_Dockerfile_that_its_FROM_line_names(string path, string from)
    {
        var connected = Connect(("asr/Dockerfile", $"FROM {from}\nRUN true\n"), (path, "FROM debian:12\nENV MODE=fast\n"));

        CollectionAssert.AreEqual(new[] { path, "asr/Dockerfile" }, connected.Select(PathOf).ToArray());
        Assert.AreEqual("fast", connected[1].Parents.Single().Facts.Environment["MODE"]);
        CollectionAssert.AreEqual(new[] { from }, connected[1].Parents.Single().ImageNames.ToArray());
    }

    [TestMethod]
    [DataRow("python/Dockerfile", "FROM debian:12\n", "python:3.11-slim", DisplayName = "an official image")]
    [DataRow("cuda/Dockerfile", "FROM debian:12\n", "nvidia/cuda:12.1.0-base-ubuntu22.04", DisplayName = "a vendor on Docker Hub")]
    [DataRow("sdk/Dockerfile", "FROM debian:12\n", "mcr.microsoft.com/dotnet/sdk:9.0", DisplayName = "a vendor's registry")]
    [DataRow("base/Dockerfile", "FROM debian:12\n", "acme/base@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", DisplayName = "a digest")]
    [DataRow("base/Dockerfile", "FROM debian:12\n", "acme/database", DisplayName = "a part of a word")]
    [DataRow("base/Dockerfile", "FROM acme/base:1\n", "acme/base:1", DisplayName = "an image that is extended under its own name")]
    public void An_image_of_somebody_else_is_no_parent(string path, string text, string from)
    {
        var connected = Connect(("asr/Dockerfile", $"FROM {from}\nRUN true\n"), (path, text));

        Assert.IsEmpty(connected.SelectMany(image => image.Parents));
    }

    [TestMethod]
    public void A_Dockerfile_that_extends_a_public_image_builds_one_of_that_name()
    {
        var connected = Connect(("asr/Dockerfile", "FROM acme/redis:7\n"), ("redis/Dockerfile", "FROM redis:7\n"));

        Assert.AreEqual("redis", connected.Single(image => image.Name == "asr").Parents.Single().Name);
    }

    [TestMethod]
    public void Two_Dockerfiles_that_fit_equally_well_are_no_parents()
    {
        var connected = Connect(("a/base/Dockerfile", "FROM debian:12\n"), ("b/base/Dockerfile", "FROM debian:12\n"), ("asr/Dockerfile", "FROM acme/base\n"));

        Assert.IsEmpty(connected.SelectMany(image => image.Parents));
        CollectionAssert.AreEquivalent(new[] { "a/base/Dockerfile", "b/base/Dockerfile", "asr" }, connected.Select(image => image.Name).ToArray());
    }

    [TestMethod]
    public void The_longest_name_that_fits_is_the_parent()
    {
        var connected = Connect(("ml/Dockerfile", "FROM debian:12\n"), ("base-ml/Dockerfile", "FROM debian:12\n"), ("asr/Dockerfile", "FROM acme/speech-base-ml:cpu\n"));

        Assert.AreEqual("base-ml", connected.Single(image => image.Name == "asr").Parents.Single().Name);
    }

    [TestMethod]
    public void A_cycle_comes_to_an_end()
    {
        var connected = Connect(("one/Dockerfile", "FROM acme/two\n"), ("two/Dockerfile", "FROM acme/one\n"), ("three/Dockerfile", "FROM acme/two\n"));

        Assert.HasCount(3, connected);
    }

    [TestMethod]
    public void Rules_compare_with_parents_and_siblings()
    {
        var connected = Connect(
            ("asr/Dockerfile", "FROM acme/base\nRUN pip install torch==2.4.0\n"),
            ("ner/Dockerfile", "FROM acme/base\nRUN pip install torch==2.4.0 numpy==2.0.0\n"),
            ("base/Dockerfile", "FROM python:3.12\nRUN pip install numpy==1.26.4\n"));

        var codes = connected.SelectMany(image => Analyzer.Analyze(image).Findings.Select(finding => $"{image.Name} {finding.Descriptor.Code}")).ToList();

        CollectionAssert.IsSubsetOf(new[] { "asr IMG1212", "ner IMG1212", "ner IMG1205" }, codes);
    }

    [TestMethod]
    [DataRow("FROM debian:12\nRUNN true\n", "IMG1001")]
    [DataRow("ARG BASE\nFROM $BASE\n", "IMG1003")]
    [DataRow(null, "IMG0006")]
    public void What_cannot_be_analysed_has_an_error_and_leaves_the_others_alone(string? text, string code)
    {
        var files = new SourceFiles();
        files.Change("/repo/asr/Dockerfile", "FROM acme/base\n");
        if (text is not null) files.Change("/repo/base/Dockerfile", text);
        var connected = DockerfileFamily.Connect([Input("asr/Dockerfile", files), Input("base/Dockerfile", files)]);

        var results = connected.ToDictionary(image => image.Name, image => Analyzer.Analyze(image));

        Assert.AreEqual((code, "/repo/base/Dockerfile"), (results["base"].Errors.Single().Descriptor.Code, results["base"].Errors.Single().Location.File));
        Assert.IsEmpty(results["asr"].Errors);
        Assert.AreEqual("base", connected.Single(image => image.Name == "asr").Parents.Single().Name, "it is the parent all the same, and no image of a registry");
    }

    private static IReadOnlyList<AnalysisInput> Connect(params (string Path, string Text)[] dockerfiles)
    {
        var files = new SourceFiles();
        foreach (var (path, text) in dockerfiles) files.Change($"/repo/{path}", text);
        return DockerfileFamily.Connect([.. dockerfiles.Select(dockerfile => Input(dockerfile.Path, files))]);
    }

    private static AnalysisInput Input(string path, SourceFiles files) => new() { Dockerfile = $"/repo/{path}", ContextDirectory = "/repo", Files = files };

    private static string PathOf(AnalysisInput input) => Path.GetRelativePath("/repo", input.Dockerfile);
}
