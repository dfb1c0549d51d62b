using ImageSdk.Core.Tests.Locking;
using ImageSdk.Diagnostics;
using ImageSdk.Generation.Compose;
using ImageSdk.Records;

namespace ImageSdk.Core.Tests.Generation;

[TestClass]
public sealed class ComposeDocumentTests
{
    private static readonly ComposeSettings Settings = new("", []);

    [TestMethod]
    public void A_family_is_its_leaves_with_what_they_inherit_and_a_download()
    {
        using var family = new Family();
        family.Add("base", "ImageModelCache huggingface", "ImageModelCache torch Path=/home/app/torch");
        family.Add("tools", "ImageModelCache whisper");
        family.Add("asr", "from base", "uses tools", "ImageModel org/asr Revision=abc", "ContainerPort 8080 HostPort=127.0.0.1:80", "ContainerPort 9000 Type=udp",
            "ImageComposeDependsOn vad Until=service_healthy", "ImageComposeDependsOn models", "ImageGpu=true");
        family.Add("vad", "from base", "ImageDeclared=true", "ImageModelCache torch Path=/cache/torch", "ImageModel org/vad Revision=def", "Registry=");
        family.Add("web", "ContainerPort 80-82");

        Assert.AreEqual(
            """
            # Written by ImageSdk: `dotnet build -t:ImageCompose` writes it anew.
            # What you want to add or change belongs into compose.override.yaml beside it.
            services:
              asr:
                image: ghcr.io/acme/asr:1
                environment:
                  HF_HOME: /models/huggingface
                  TORCH_HOME: /home/app/torch
                expose:
                  - "9000/udp"
                ports:
                  - "127.0.0.1:80:8080"
                volumes:
                  - models-torch:/home/app/torch
                  - models-huggingface:/models/huggingface
                depends_on:
                  models:
                    condition: service_completed_successfully
                  vad:
                    condition: service_healthy
                deploy:
                  resources:
                    reservations:
                      devices:
                        - driver: nvidia
                          count: all
                          capabilities:
                            - gpu
              models:
                image: ghcr.io/acme/asr:1
                entrypoint:
                  - fetch
                  - "--to"
                  - "$$HF_HOME"
                command:
                  - org/asr@abc
                  - org/vad@def
                environment:
                  HF_ENDPOINT:
                  HF_HOME: /models/huggingface
                  HF_TOKEN:
                volumes:
                  - models-huggingface:/models/huggingface
              vad:
                image: ghcr.io/acme/vad:1
                pull_policy: never
                environment:
                  HF_HOME: /models/huggingface
                volumes:
                  - models-torch:/cache/torch
                  - models-huggingface:/models/huggingface
                depends_on:
                  models:
                    condition: service_completed_successfully
              web:
                image: ghcr.io/acme/web:1
                expose:
                  - "80-82"
            volumes:
              models-huggingface:
              models-torch:

            """,
            family.Write(new ComposeSettings("", ["fetch", "--to", "$HF_HOME"])));
    }

    [TestMethod]
    public void Volumes_with_models_are_filled_each_by_its_own_download_with_the_image_that_is_chosen()
    {
        using var family = new Family();
        family.Add("loader", "ImageComposeService=false", "ImageModelCache huggingface Path=/hub");
        family.Add("asr", "ImageModelCache huggingface", "ImageModel org/asr Revision=abc");
        family.Add("big", "ImageModelCache huggingface Volume=big-models", "ImageModel org/big Revision=def", "ImageModel org/asr Revision=abc");

        var text = family.Write(new ComposeSettings("loader", ["fetch"]));

        StringAssert.Contains(text, "  big-models:\n    image: ghcr.io/acme/loader:1\n    entrypoint:\n      - fetch\n    command:\n      - org/asr@abc\n      - org/big@def\n", StringComparison.Ordinal);
        StringAssert.Contains(text, "      HF_HOME: /hub\n      HF_TOKEN:\n    volumes:\n      - models-huggingface:/hub\n", StringComparison.Ordinal);
        StringAssert.Contains(text, "      HF_HOME: /models/huggingface\n      HF_TOKEN:\n    volumes:\n      - big-models:/models/huggingface\n", StringComparison.Ordinal);
        StringAssert.Contains(text, "    depends_on:\n      big-models:\n", StringComparison.Ordinal);
        Assert.DoesNotContain("\n  loader:", text);
    }

    [TestMethod]
    [DataRow("ImageModelCache keras", "IMG6050")]
    [DataRow("ImageModelCache torch Path=/models/huggingface", "IMG6050")]
    [DataRow("ImageModelCache torch Volume=models-huggingface", "IMG6050")]
    [DataRow("ImageModel not-a-model/", "IMG6051")]
    [DataRow("ContainerPort http", "IMG6054")]
    [DataRow("ContainerPort 0", "IMG6054")]
    [DataRow("ContainerPort 90-80", "IMG6054")]
    [DataRow("ContainerPort 80 Type=sctp", "IMG6054")]
    [DataRow("ContainerPort 80 HostPort=host:80", "IMG6054")]
    [DataRow("ImageComposeDependsOn nobody", "IMG6054")]
    [DataRow("ImageComposeDependsOn base", "IMG6054")]
    [DataRow("ImageComposeDependsOn other Until=healthy", "IMG6054")]
    public void An_item_that_cannot_be_is_an_error_at_its_line(string item, string code)
    {
        using var family = new Family();
        family.Add("base");
        family.Add("other");
        family.Add("asr", "from base", "ImageModelCache huggingface", item);

        var problem = family.Problems().Single();
        Assert.AreEqual((code, family.FileOf("asr"), 3), (problem.Descriptor.Code, problem.Location.File, problem.Location.Line));
    }

    [TestMethod]
    [DataRow("ImageGpu=2", "IMG6054")]
    [DataRow("ImageComposeService=perhaps", "IMG6054")]
    [DataRow("ImageComposeServiceName=a b", "IMG6054")]
    [DataRow("ImageComposeServiceName=other", "IMG6054")]
    [DataRow("ImageComposeImages=digests", "IMG6054")]
    [DataRow("ImageComposeImages=digest", "IMG6055")]
    public void A_property_that_cannot_be_is_an_error_of_the_project(string property, string code)
    {
        using var family = new Family();
        family.Add("asr", property);
        family.Add("other");

        Assert.Contains((code, family.FileOf("asr")), family.Problems().Select(problem => (problem.Descriptor.Code, problem.Location.File)));
    }

    [TestMethod]
    public void Models_need_a_cache_and_should_have_a_revision()
    {
        using var family = new Family();
        family.Add("asr", "ImageModel org/name");
        Assert.AreEqual("IMG6051 IMG6052", string.Join(' ', family.Problems().Select(problem => problem.Descriptor.Code)));

        family.Add("asr", "ImageModelCache huggingface", "ImageModel org/name", "ImageModel org/other Revision=main", "ImageModel org/good Revision=1.0");
        Assert.AreEqual("IMG6052 3, IMG6052 4", string.Join(", ", family.Problems().Select(problem => $"{problem.Descriptor.Code} {problem.Location.Line}")));
        Assert.AreEqual("IMG6054", family.Problems(new ComposeSettings("nobody", []))[0].Descriptor.Code);
    }

    [TestMethod]
    [DataRow("nvidia/cuda:12.1.0-runtime-ubuntu22.04", "", true)]
    [DataRow("nvcr.io/nvidia/cuda:12.*-base", "", true)]
    [DataRow("pytorch/pytorch:2.4.0-cuda12.1-cudnn9-runtime", "", true)]
    [DataRow("python:3.11-slim", "", false)]
    [DataRow("", "", false)]
    [DataRow("python:3.11-slim", "ImageVariant=cuda", true)]
    [DataRow("nvidia/cuda:12.1.0-runtime-ubuntu22.04", "ImageGpu=false", false)]
    public void A_service_on_cuda_reserves_gpus(string baseImage, string property, bool expected)
    {
        using var family = new Family();
        family.Add("asr", $"on {baseImage}", property);

        Assert.AreEqual(expected, family.Write(Settings).Contains("driver: nvidia", StringComparison.Ordinal));
    }

    [TestMethod]
    public void A_digest_is_what_was_published_or_else_what_was_built_in_the_engine()
    {
        var digest = "sha256:" + new string('1', 64);
        using var family = new Family();
        foreach (var name in (string[])["built", "published", "layout"]) family.Add(name, "ImageComposeImages=digest");
        foreach (var name in (string[])["built", "published", "layout"])
        {
            RecordFile.Write($"{family.FileOf(name)}.image.json", new ImageRecord
            {
                Name = name, Reference = $"ghcr.io/acme/{name}:1", Tags = [$"ghcr.io/acme/{name}:1"], Digest = digest, Platforms = [], PlanHash = "", Builder = "", Layout = name == "layout" ? family.FileOf("image.oci") : "",
            });
        }

        RecordFile.Write($"{family.FileOf("published")}.published.json", new PublishRecord
        {
            Name = "published", Reference = $"ghcr.io/acme/published:1@sha256:{new string('2', 64)}", Tags = ["ghcr.io/acme/published:1"], Digest = $"sha256:{new string('2', 64)}", Platforms = new Dictionary<string, string>(), PlanHash = "",
        });

        Assert.AreEqual(("IMG6055", family.FileOf("layout")), family.Problems().Select(problem => (problem.Descriptor.Code, problem.Location.File)).Single());
        family.Add("layout", "ImageComposeImages=digest", "ImageComposeService=false");
        var text = family.Write(Settings);
        StringAssert.Contains(text, $"  built:\n    image: ghcr.io/acme/built:1@{digest}\n    pull_policy: never\n", StringComparison.Ordinal);
        StringAssert.EndsWith(text, $"  published:\n    image: ghcr.io/acme/published:1@sha256:{new string('2', 64)}\n", StringComparison.Ordinal);
    }

    [TestMethod]
    public void A_file_of_somebody_else_stays()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "deploy", "compose.yaml");
        ComposeFile.Write(path, ComposeDocument.Write([], Settings, out _));
        ComposeFile.Write(path, ComposeDocument.Mark + "\n");
        Assert.AreEqual(ComposeDocument.Mark + "\n", File.ReadAllText(path));

        foreach (var other in (string[])["services: {}\n", "", "\n" + ComposeDocument.Mark])
        {
            File.WriteAllText(path, other);
            var error = Assert.ThrowsExactly<DiagnosticException>(() => ComposeFile.Write(path, "")).Diagnostics.Single();
            Assert.AreEqual(("IMG6053", path), (error.Descriptor.Code, error.Location.File));
            Assert.AreEqual(other, File.ReadAllText(path));
        }
    }
}
