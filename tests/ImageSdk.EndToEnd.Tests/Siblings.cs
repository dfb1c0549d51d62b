using ImageSdk.EndToEnd.Tests.Infrastructure;

namespace ImageSdk.EndToEnd.Tests;

/// <summary>
/// Images that do not wait for each other are in flight together: with one node of MSBuild at least four, with two three, with more
/// nodes two more than these, which is as many tasks as its scheduler lets yield.
/// </summary>
[TestClass]
public sealed class Siblings
{
    [TestMethod]
    [DataRow(3, "family.slnx", "-m:2")]
    [DataRow(6, "family.slnx", "-m:4")]
    [DataRow(3, "last/last.imageproj", "-m:2 -graph")]
    [DataRow(6, "last/last.imageproj", "-m:4 -graph -isolate")]
    [DataRow(4, "family.slnx", "-m:1")]
    [DataRow(4, "last/last.imageproj", "-m:1")]
    [DataRow(6, "family.slnx", "-m:1 -p:ImageMaxParallelBuilds=6")]
    public async Task Are_built_together(int count, string project, string options)
    {
        await using var tree = new TestTree();
        using var gate = new Gate();
        const string host = "<PropertyGroup><ImageNetwork>host</ImageNetwork></PropertyGroup>";
        tree.Image("base", "FROM busybox:1.36\n");
        string[] siblings = ["one", "two", "three", "four", "five", "six"];
        siblings = siblings[..count];
        foreach (var sibling in siblings) tree.Image(sibling, $"FROM base\n{gate.Run(sibling)}\n", host, "base");
        tree.Image("last", "FROM one\n" + string.Concat(siblings[1..].Select(s => $"COPY --from={s} /bin/sh /{s}\n")), "", siblings);
        tree.Solution("family.slnx", [.. siblings.Concat(["last", "base"]).Select(p => $"{p}/{p}.imageproj")]);
        await tree.DotnetSucceeds("restore", "family.slnx");

        // None of them is answered before all have asked.
        var build = tree.Start(["build", project, "--no-restore", .. options.Split(' ')]);
        await gate.Visitors(siblings.Length, build);
        gate.Open();

        var result = await build.Result;
        Assert.AreEqual(0, result.ExitCode, result.Output);
        Assert.IsNotNull(await Engine.InspectAsync(tree.Tag("last")));
    }
}
