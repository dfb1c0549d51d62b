using ImageSdk.EndToEnd.Tests.Infrastructure;

namespace ImageSdk.EndToEnd.Tests;

/// <summary>What only those can see who know all images of a solution.</summary>
[TestClass]
public sealed class A_family_that_is_linted
{
    [TestMethod]
    public async Task Is_told_what_siblings_and_parents_have_in_common_at_the_line_of_the_requirement_file()
    {
        await using var tree = new TestTree();
        tree.Image("base", "FROM python:3.12\nRUN pip install numpy==1.26.4\n");
        tree.Image("asr", "FROM base\nCOPY requirements.txt .\nRUN pip install -r requirements.txt\n", parents: "base");
        tree.Write("asr/requirements.txt", "fastapi==0.115.0\ntorch==2.4.0\nnumpy==2.0.0\n");
        tree.Image("ner", "FROM base\nRUN pip install torch==2.4.0\n", parents: "base");
        tree.Image("mux", "FROM base\nRUN pip install fastapi==0.115.0\n", parents: "base");
        tree.Solution("all.slnx", "base/base.imageproj", "asr/asr.imageproj", "ner/ner.imageproj", "mux/mux.imageproj");

        var whole = await tree.DotnetSucceeds("msbuild", "all.slnx", "-t:ImageLint", "-m:2");

        CollectionAssert.AreEquivalent(
            new[] { $"{tree.PathOf("asr/requirements.txt")}:2", $"{tree.PathOf("ner/Dockerfile")}:2" },
            whole.Messages.Where(m => m.Code == "IMG1212").Select(m => $"{m.File}:{m.Line}").Distinct().ToArray(), whole.Output);
        var inParent = whole.Messages.First(m => m.Code == "IMG1205");
        Assert.AreEqual((tree.PathOf("asr/requirements.txt"), 3), (inParent.File, inParent.Line));

        // Alone, a project knows its parents only.
        var alone = await tree.DotnetSucceeds("msbuild", "asr/asr.imageproj", "-t:ImageLint");
        Assert.IsTrue(alone.Messages.Any(m => m.Code == "IMG1205"), alone.Output);
        Assert.IsFalse(alone.Messages.Any(m => m.Code == "IMG1212"), alone.Output);
    }

    [TestMethod]
    public async Task Is_analysed_again_when_a_requirement_file_changed()
    {
        await using var tree = new TestTree();
        tree.Image("image", "FROM busybox:1.36\nCOPY requirements.txt .\nRUN true || pip install -r requirements.txt\n");
        tree.Write("image/requirements.txt", "fastapi==0.115.0\n");
        Assert.IsFalse((await tree.DotnetSucceeds("build", "image/image.imageproj")).Messages.Any(m => m.Code == "IMG1203"));

        tree.Write("image/requirements.txt", "fastapi==0.115.0\nhttpx\n");

        var changed = await tree.DotnetSucceeds("build", "image/image.imageproj");
        var warning = changed.Messages.First(m => m.Code == "IMG1203");
        Assert.AreEqual((tree.PathOf("image/requirements.txt"), 2), (warning.File, warning.Line));
    }
}
