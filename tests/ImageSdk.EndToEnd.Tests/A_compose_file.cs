using System.Text.Json;
using ImageSdk.EndToEnd.Tests.Infrastructure;

namespace ImageSdk.EndToEnd.Tests;

/// <summary>What <c>-t:ImageCompose</c> writes is asked of docker compose itself.</summary>
[TestClass]
public sealed class A_compose_file
{
    [TestMethod]
    public async Task Runs_the_leaves_of_a_solution_with_models_that_a_one_shot_service_fetched()
    {
        await using var tree = new TestTree();
        // Stands in for Hugging Face's library: a file for each model, below the folder that the variable names.
        tree.Write("base/fetch.sh", "for model; do mkdir -p $HF_HOME/${model%@*} && echo ${model#*@} > $HF_HOME/${model%@*}/revision || exit 1; done\n");
        tree.Image("base", dockerfile: null, """
            <PropertyGroup><ContainerBaseImage>python:3.11-slim</ContainerBaseImage></PropertyGroup>
            <ItemGroup><ImageModelCache Include="huggingface" /><ImageContent Include="fetch.sh" /></ItemGroup>
            """);
        tree.Image("asr", "FROM base\nCMD [\"sh\", \"-c\", \"cat $HF_HOME/org/name/revision > $HF_HOME/read && echo it is $(cat $HF_HOME/read)\"]\n",
            """<ItemGroup><ImageModel Include="org/name" Revision="5f3e" /></ItemGroup>""", "base");
        tree.Image("web", "FROM base\nCMD [\"sh\", \"-c\", \"echo $(id -u) after $(cat $HF_HOME/read)\"]\n",
            """<ItemGroup><ImageComposeDependsOn Include="asr" Until="service_completed_successfully" /></ItemGroup>""", "base");
        tree.Solution("all.slnx", "web/web.imageproj", "base/base.imageproj", "asr/asr.imageproj");
        await tree.DotnetSucceeds("build", "all.slnx", "-t:Build;ImageCompose", "-p:ImageComposeModelCommand=sh%3B/app/fetch.sh", "-p:ImageComposeImages=digest");

        var config = await ConfigAsync(tree);
        var services = config.GetProperty("services");
        Assert.AreEqual("asr models web", string.Join(' ', services.EnumerateObject().Select(s => s.Name)));
        // The image has it.
        Assert.IsFalse(services.GetProperty("asr").TryGetProperty("environment", out _));
        Assert.AreEqual($"{tree.Tag("web")}@{await Engine.DigestAsync(tree.Tag("web"))}", services.GetProperty("web").GetProperty("image").GetString());

        // No network, which not every machine can make.
        tree.Write("compose.override.yaml", "services: { asr: { network_mode: none }, models: { network_mode: none }, web: { network_mode: none } }\n");
        try
        {
            var up = await ComposeAsync(tree, "up", "--no-color", "--abort-on-container-failure");
            Assert.AreEqual(0, up.ExitCode, up.StandardError);
            StringAssert.Matches(up.StandardOutput, new(@"asr-1\s+\| it is 5f3e\r?\n"));
            StringAssert.Matches(up.StandardOutput, new(@"web-1\s+\| 10001 after 5f3e\r?\n"));
        }
        finally
        {
            await ComposeAsync(tree, "down", "--volumes", "--timeout", "0");
        }
    }

    [TestMethod]
    public async Task Says_what_docker_compose_understands_from_a_solution_with_dotnet_projects_too()
    {
        await using var tree = new TestTree();
        tree.Image("base-cuda", "FROM nvidia/cuda:12.1.0-runtime-ubuntu22.04\n", """<ItemGroup><ImageModelCache Include="torch;whisper" /></ItemGroup>""");
        tree.Image("asr", "FROM base-cuda\n", """
            <ItemGroup>
              <ImageModelCache Include="huggingface" Path="/home/app/hub" />
              <ImageModel Include="org/name" Revision="5f3e" />
              <ImageModel Include="org/moving" />
              <ContainerPort Include="8080" HostPort="127.0.0.1:18080" />
              <ContainerPort Include="9000" Type="udp" />
              <ImageComposeDependsOn Include="api" Until="service_healthy" />
            </ItemGroup>
            """, "base-cuda");
        tree.Image("api", "FROM busybox:1.36\n", "<PropertyGroup><ContainerRegistry /></PropertyGroup>");
        DotnetProjects.Console(tree, "Tool", "");
        tree.Solution("all.slnx", "api/api.imageproj", "asr/asr.imageproj", "base-cuda/base-cuda.imageproj", "Tool/Tool.csproj");
        tree.SolutionTargets();

        var written = await tree.DotnetSucceeds("msbuild", "all.slnx", "-t:ImageCompose");
        var warning = written.Messages.Single();
        Assert.AreEqual(("IMG6052", tree.PathOf("asr/asr.imageproj"), 5), (warning.Code, warning.File, warning.Line), written.Output);
        var text = await File.ReadAllTextAsync(tree.PathOf("compose.yaml"));
        Assert.DoesNotContain(tree.Root, text);

        var services = (await ConfigAsync(tree)).GetProperty("services");
        Assert.AreEqual("api asr models", string.Join(' ', services.EnumerateObject().Select(s => s.Name)));
        Assert.AreEqual("never", services.GetProperty("api").GetProperty("pull_policy").GetString());
        var asr = services.GetProperty("asr");
        Assert.AreEqual("""{"HF_HOME":"/home/app/hub","TORCH_HOME":"/models/torch","XDG_CACHE_HOME":"/models/whisper"}""", Text(asr.GetProperty("environment")));
        Assert.AreEqual("models-huggingface:/home/app/hub models-torch:/models/torch models-whisper:/models/whisper", string.Join(' ', asr.GetProperty("volumes").EnumerateArray()
            .Select(v => $"{v.GetProperty("source")}:{v.GetProperty("target")}")));
        Assert.AreEqual("127.0.0.1:18080:8080", $"{asr.GetProperty("ports")[0].GetProperty("host_ip")}:{asr.GetProperty("ports")[0].GetProperty("published")}:{asr.GetProperty("ports")[0].GetProperty("target")}");
        Assert.AreEqual("""["9000/udp"]""", Text(asr.GetProperty("expose")));
        Assert.AreEqual("service_healthy service_completed_successfully", string.Join(' ', asr.GetProperty("depends_on").EnumerateObject().Select(d => d.Value.GetProperty("condition"))));
        Assert.AreEqual("""["gpu"]""", Text(asr.GetProperty("deploy").GetProperty("resources").GetProperty("reservations").GetProperty("devices")[0].GetProperty("capabilities")));
        Assert.AreEqual("""["org/moving","org/name@5f3e"]""", Text(services.GetProperty("models").GetProperty("command")));

        // Also where the projects are called, and the one that writes is a parent of those that it asks.
        File.Delete(tree.PathOf("Directory.Solution.targets"));
        File.Delete(tree.PathOf("compose.yaml"));
        tree.Solution("all.slnx", "base-cuda/base-cuda.imageproj", "asr/asr.imageproj", "api/api.imageproj");
        await tree.DotnetSucceeds("msbuild", "all.slnx", "-t:ImageCompose", "-m:2");
        Assert.AreEqual(text, await File.ReadAllTextAsync(tree.PathOf("compose.yaml")));
        await tree.DotnetSucceeds("msbuild", "all.slnx", "-t:ImageCompose", "-graph", "-p:ImageComposeFile=graph/compose.yaml");
        Assert.AreEqual(text, await File.ReadAllTextAsync(tree.PathOf("graph/compose.yaml")));
    }

    [TestMethod]
    public async Task Of_one_project_is_beside_it_and_what_somebody_else_wrote_stays()
    {
        await using var tree = new TestTree();
        tree.Image("base", "FROM busybox:1.36\n");
        tree.Image("asr", "FROM base\n", """
            <ItemGroup>
              <ImageComposeDependsOn Include="nobody" />
            </ItemGroup>
            """, "base");

        var unknown = await tree.Dotnet("msbuild", "asr/asr.imageproj", "-t:ImageCompose");
        Assert.AreEqual(("IMG6054", tree.PathOf("asr/asr.imageproj"), 3), (unknown.Error.Code, unknown.Error.File, unknown.Error.Line));

        tree.Image("asr", "FROM base\n", parents: "base");
        await tree.DotnetSucceeds("msbuild", "asr/asr.imageproj", "-t:ImageCompose");
        StringAssert.EndsWith(await File.ReadAllTextAsync(tree.PathOf("asr/compose.yaml")), $"services:\n  asr:\n    image: {tree.Tag("asr")}\n", StringComparison.Ordinal);

        tree.Write("asr/compose.yaml", "services: {}\n");
        var foreign = await tree.Dotnet("msbuild", "asr/asr.imageproj", "-t:ImageCompose");
        Assert.AreEqual(("IMG6053", tree.PathOf("asr/compose.yaml")), (foreign.Error.Code, foreign.Error.File));
        Assert.AreEqual("services: {}\n", await File.ReadAllTextAsync(tree.PathOf("asr/compose.yaml")));
    }

    private static async Task<JsonElement> ConfigAsync(TestTree tree)
    {
        var config = await ComposeAsync(tree, "config", "--format", "json");
        Assert.AreEqual(0, config.ExitCode, config.StandardError);
        Assert.AreEqual("", config.StandardError);
        return JsonDocument.Parse(config.StandardOutput).RootElement;
    }

    private static Task<CliWrap.Buffered.BufferedCommandResult> ComposeAsync(TestTree tree, params string[] arguments) =>
        Engine.RunAsync([
            "compose", .. ((string[])["compose.yaml", "compose.override.yaml"]).Select(tree.PathOf).Where(File.Exists).SelectMany(file => new[] { "--file", file }),
            "--project-name", tree.Prefix, .. arguments]);

    private static string Text(JsonElement json) => JsonSerializer.Serialize(json);
}
