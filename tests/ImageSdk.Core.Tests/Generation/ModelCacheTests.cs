using ImageSdk.Analysis;
using ImageSdk.Analysis.Images;
using ImageSdk.Core.Tests.Locking;
using ImageSdk.Generation;
using ImageSdk.Generation.Models;

namespace ImageSdk.Core.Tests.Generation;

[TestClass]
public sealed class ModelCacheTests
{
    [TestMethod]
    [DataRow("huggingface", "", "", "", "huggingface /models/huggingface models-huggingface HF_HOME")]
    [DataRow("HuggingFace", "/home/app/.cache/huggingface", "", "", "huggingface /home/app/.cache/huggingface models-huggingface HF_HOME")]
    [DataRow("torch", "", "", "weights", "torch /models/torch weights TORCH_HOME")]
    [DataRow("whisper", "", "", "", "whisper /models/whisper models-whisper XDG_CACHE_HOME")]
    [DataRow("/models/nltk", "", "NLTK_DATA", "", "/models/nltk /models/nltk models-nltk NLTK_DATA")]
    [DataRow("/data/my_models", "/data/my_models", "", "", "/data/my_models /data/my_models data-my_models ")]
    public void A_cache_has_a_path_a_volume_and_a_variable(string include, string path, string variable, string volume, string expected)
    {
        Assert.IsTrue(ModelCache.TryParse(include, path, variable, volume, out var cache, out var problem), problem);
        Assert.AreEqual(expected, $"{cache.Name} {cache.Path} {cache.Volume} {cache.Variable}");
        Assert.AreEqual(cache.Variable.Length > 0 ? cache.Path : null, cache.Environment.GetValueOrDefault(cache.Variable));
    }

    [TestMethod]
    [DataRow("keras", "", "", "", "known by name")]
    [DataRow("models/nltk", "", "", "", "known by name")]
    [DataRow("/", "", "", "", "not a valid directory")]
    [DataRow("/models/", "", "", "", "not a valid directory")]
    [DataRow("/models/../etc", "", "", "", "not a valid directory")]
    [DataRow("/.cache", "", "", "", "not a valid directory")]
    [DataRow("/a:/b", "", "", "", "not a valid directory")]
    [DataRow("/a", "/b", "", "", "is a path already")]
    [DataRow("torch", "cache", "", "", "not a valid directory")]
    [DataRow("torch", "/a\nUSER root", "", "", "not a valid directory")]
    [DataRow("torch", "/a\n", "", "", "not a valid directory")]
    [DataRow("torch", "/$HOME", "", "", "not a valid directory")]
    [DataRow("/a/b", "", "A=1", "", "Variable")]
    [DataRow("/a/b", "", "", "../host", "Volume")]
    [DataRow("/a/b", "", "", "./host", "Volume")]
    public void What_is_no_cache_is_refused(string include, string path, string variable, string volume, string expected)
    {
        Assert.IsFalse(ModelCache.TryParse(include, path, variable, volume, out _, out var problem));
        StringAssert.StartsWith(problem, $"ImageModelCache '{include}' ", StringComparison.Ordinal);
        StringAssert.Contains(problem, expected, StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow("Systran/faster-whisper-small", "536b0662742c02347bc0e980a01041f333bce120", "Systran/faster-whisper-small@536b0662742c02347bc0e980a01041f333bce120", true)]
    [DataRow("gpt2", "refs/pr/1", "gpt2@refs/pr/1", true)]
    [DataRow("gpt2", "", "gpt2", false)]
    [DataRow("gpt2", "main", "gpt2@main", false)]
    public void A_model_is_one_argument(string include, string revision, string expected, bool isRepeatable)
    {
        Assert.IsTrue(DeclaredModel.TryParse(include, revision, out var model, out var problem), problem);
        Assert.AreEqual((expected, isRepeatable), (model.ToString(), model.IsRepeatable));
    }

    [TestMethod]
    [DataRow("--help", "")]
    [DataRow("a/b/c", "")]
    [DataRow("https://huggingface.co/a/b", "")]
    [DataRow("a/b", "--token")]
    [DataRow("a/b", "a b")]
    [DataRow("a/b\n", "")]
    public void What_is_no_model_is_refused(string include, string revision)
    {
        Assert.IsFalse(DeclaredModel.TryParse(include, revision, out _, out var problem));
        StringAssert.StartsWith(problem, $"ImageModel '{include}' ", StringComparison.Ordinal);
    }

    [TestMethod]
    public void Packages_on_a_cache_of_whisper_are_kept_where_pip_then_keeps_them()
    {
        using var folder = new TemporaryFolder();
        ImageDeclaration Declare(string name, params DeclaredItem[] items) => new() { ProjectFile = folder.File($"{name}.imageproj"), Items = items };
        var @base = DockerfileGenerator.Generate(Declare("base", new DeclaredItem("ImageModelCache", "whisper", "")) with
        {
            Properties = new Dictionary<string, string> { ["ContainerBaseImage"] = "python:3.12-slim" },
        });
        var facts = Analyzer.Analyze(new AnalysisInput { Dockerfile = folder.File("Dockerfile", @base.Text), ContextDirectory = folder.Path }).Facts;

        var child = DockerfileGenerator.Generate(Declare("child", new DeclaredItem("PipRequirements", "requirements.txt", "") { Path = folder.File("requirements.txt", "tqdm==4.66.4\n") }) with
        {
            Parents = [new ParentFacts("base", ["base"], facts)],
        });

        StringAssert.Contains(child.Text, "type=cache,id=pip,target=/models/whisper/pip", StringComparison.Ordinal);
    }
}
