using System.Text.Json;
using ImageSdk.EndToEnd.Tests.Infrastructure;

namespace ImageSdk.EndToEnd.Tests;

/// <summary>Seventeen images in three levels, as <c>samples/speech</c> has them.</summary>
[TestClass]
public sealed class The_speech_sample
{
    private static readonly string[] Bases = ["base:cpu", "base-cuda:cuda", "base-ml:cpu", "base-ml:cuda"];

    private static readonly string[] Stages =
    [
        "asr:cpu", "asr:cuda", "demux:cpu", "diarization:cuda", "lyrics-detection:cuda", "mux:cpu", "post-ner:cpu", "pre-ner:cpu", "pyannote-vad:cuda",
        "second-pass-translation:cuda", "silero-vad:cuda", "subtitle-gen:cpu", "tmdb:cpu",
    ];

    [TestMethod]
    public async Task Builds_does_nothing_twice_publishes_and_runs()
    {
        await using var tree = new TestTree();
        CopySample(tree);

        await tree.DotnetSucceeds("build", "speech");
        var images = Directory.GetFiles(tree.PathOf("speech"), "*.image.json", SearchOption.AllDirectories)
            .Select(f => JsonDocument.Parse(File.ReadAllText(f)).RootElement).ToDictionary(r => r.GetProperty("reference").GetString()!.Split("/speech-")[1]);
        CollectionAssert.AreEquivalent(Stages.Concat(Bases).ToArray(), images.Keys);

        tree.RecordDockerCalls();
        await tree.DotnetSucceeds("build", "speech");
        Assert.IsEmpty(tree.TakeDockerCalls());
        await tree.DotnetSucceeds("restore", "speech", "--locked-mode");

        await tree.DotnetSucceeds("build", "speech", "-t:ImageCompose", "--no-restore");
        var services = File.ReadAllLines(tree.PathOf("speech/compose.yaml")).Where(line => line.StartsWith("    image: ", StringComparison.Ordinal)).Select(line => line.Split("/speech-")[1]);
        CollectionAssert.AreEquivalent(Stages, services.ToArray(), "bases are no services, and each variant is one");

        await tree.DotnetSucceeds("publish", "speech");
        var (mlLayers, asrLayers) = (await Registry.LayersAsync("speech-base-ml", "cuda"), await Registry.LayersAsync("speech-asr", "cuda"));
        CollectionAssert.AreEqual(mlLayers, asrLayers.Take(mlLayers.Length).ToArray());
        foreach (var name in images.Keys)
        {
            var (repository, tag) = ("speech-" + name.Split(':')[0], name.Split(':')[1]);
            var hasVariants = images.Keys.Count(other => other.StartsWith(name.Split(':')[0] + ":", StringComparison.Ordinal)) > 1;
            Assert.IsNotNull(await Registry.ManifestAsync(repository, hasVariants ? $"buildcache-{tag}" : "buildcache"), name);
        }

        // Each stage checks its own result and says so by its exit code.
        foreach (var stage in Stages) await Engine.OutputAsync(images[stage].GetProperty("digest").GetString()!);
        var mux = await tree.DotnetSucceeds("run", "--project", "speech/mux/mux.imageproj");
        Assert.Contains("again.mkv", mux.Output);
    }

    /// <summary>The sample without what a build left in it, and with the SDK of this test run.</summary>
    private static void CopySample(TestTree tree)
    {
        var sample = Path.Combine(TestMachine.Repository, "samples", "speech");
        foreach (var file in Directory.EnumerateFiles(sample, "*", SearchOption.AllDirectories))
        {
            var path = Path.GetRelativePath(sample, file);
            if (path.Split('/').Any(part => part is "bin" or "obj" or "stand-ins" or "images.lock.json" or "nuget.config")) continue;

            Directory.CreateDirectory(Path.GetDirectoryName(tree.PathOf($"speech/{path}"))!);
            File.Copy(file, tree.PathOf($"speech/{path}"));
        }

        tree.SetEnvironment("ContainerRegistry", TestMachine.Registry);
    }
}
