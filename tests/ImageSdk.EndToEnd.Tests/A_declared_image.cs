using System.Text.Json;
using ImageSdk.EndToEnd.Tests.Infrastructure;

namespace ImageSdk.EndToEnd.Tests;

/// <summary>What users get who write items instead of a Dockerfile.</summary>
[TestClass]
public sealed class A_declared_image
{
    private const string Requirement = "tqdm==4.66.4";

    /// <summary>Python, apt and pip: a base with a package that is compiled, and a service on it.</summary>
    [TestMethod]
    public async Task Has_what_is_declared_and_nothing_else_and_an_edit_runs_only_what_comes_after()
    {
        await using var tree = new TestTree();
        tree.Write("requirements/common.txt", Requirement + "\n");
        tree.Write("requirements/compiled.txt", "-r common.txt\nwebrtcvad==2.0.10\n");
        tree.Image("base", null, """
            <PropertyGroup>
              <ContainerBaseImage>python:3.11-slim</ContainerBaseImage>
              <ImageNetwork>default</ImageNetwork>
              <ImageWheelhouse>true</ImageWheelhouse>
            </PropertyGroup>
            <ItemGroup>
              <AptPackage Include="libjansson4" />
              <AptPackage Include="gcc;libc6-dev;python3-dev" Stage="build" />
              <PipRequirements Include="../requirements/common.txt;../requirements/compiled.txt" />
              <ImageDirectory Include="/data" />
            </ItemGroup>
            """);
        tree.Write("shared/sound/__init__.py", "RATE = 16000\n");
        tree.Write("service/requirements.txt", "srt==3.5.3\n./wheels/here-1.0-py3-none-any.whl\n--find-links links\nlinked==1.0\n");
        tree.Write("service/wheels/here-1.0-py3-none-any.whl", PythonIndex.MakeWheel("here", "1.0", "here"));
        tree.Write("service/links/linked-1.0-py3-none-any.whl", PythonIndex.MakeWheel("linked", "1.0", "linked"));
        tree.Write("service/notes.txt", "not declared\n");
        tree.Write("service/main.py", "import here, linked, sound, srt, tqdm, webrtcvad\nprint('heard', sound.RATE)\n");
        tree.Image("service", null, """
            <ItemGroup>
              <PipRequirements Include="requirements.txt" />
              <ImageContent Include="../shared/**" TargetPath="/app" />
              <ImageContent Include="*.py" TargetPath="/app" />
              <ContainerEnvironmentVariable Include="GREETING" Value="hello &quot;world&quot; $HOME" />
              <ContainerPort Include="8080" />
              <ContainerEntrypoint Include="python;/app/main.py" />
            </ItemGroup>
            """, "base");
        tree.Solution("family.slnx", "base/base.imageproj", "service/service.imageproj");

        var built = await tree.DotnetSucceeds("build", "family.slnx", "-m:1");
        Assert.IsEmpty(built.Messages, built.Output);
        Assert.AreEqual("docker.io/library/python:3.11-slim", tree.Lock().Keys.Single());

        var (image, service) = (tree.Tag("base"), tree.Tag("service"));
        Assert.AreEqual("heard 16000", await Engine.OutputAsync(service));
        Assert.AreEqual(
            """
            user 10001 app
            init tini
            data 10001:10001 755
            package libjansson4
            compilers
            left
            docker-clean
            """.ReplaceLineEndings("\n"),
            await ShellAsync(image,
                """
                echo "user $(id -u) $(id -un)"
                echo "init $(cat /proc/1/comm)"
                stat -c 'data %u:%g %a' /data
                echo "package $(dpkg-query -W -f '${Package}' libjansson4)"
                echo "compilers $(command -v gcc cc make)"
                echo "left $(find / -xdev \( -path /proc -o -path /sys -o -path '/usr/share/python-*' \) -prune -o \( -name '*.whl' -o -name '*.deb' -o -path '/var/lib/apt/lists/*Packages*' -o -path '/var/log/apt/*' -o -path '/wheels' -o -path '/run/requirements' -o -path '*/.cache/pip/*' -o -path '/tmp/installed.txt' \) -print 2>/dev/null)"
                echo "docker-clean $(ls /etc/apt/apt.conf.d | grep docker-clean)"
                """));
        var config = (await Engine.InspectAsync(service))!.Value.GetProperty("Config");
        CollectionAssert.AreEqual(new[] { "tini", "--", "python", "/app/main.py" }, Words(config, "Entrypoint"));
        Assert.AreEqual("10001", config.GetProperty("User").GetString());
        Assert.IsTrue(config.GetProperty("ExposedPorts").TryGetProperty("8080/tcp", out _));
        Assert.Contains("GREETING=hello \"world\" $HOME", string.Join('\n', Words(config, "Env")) + " ");
        Assert.AreEqual("/app/main.py /app/sound/__init__.py", await ShellAsync(service, "cd / && find app -type f ! -name '*.pyc' | sort | sed 's|^|/|' | tr '\\n' ' ' | sed 's/ $//'"));
        Assert.AreEqual("0:0 644", await ShellAsync(service, "stat -c '%u:%g %a' /app/main.py"));
        var layers = await Engine.LayersAsync(image);
        CollectionAssert.AreEqual(layers, (await Engine.LayersAsync(service)).Take(layers.Length).ToArray());

        // Nothing changed, for anybody; then the code: the steps before it are there already.
        tree.RecordDockerCalls();
        await tree.DotnetSucceeds("build", "family.slnx");
        Assert.IsEmpty(tree.TakeDockerCalls());
        tree.Write("service/notes.txt", "still not declared\n");
        tree.Write("service/main.py", "print('edited')\n");
        await tree.DotnetSucceeds("build", "family.slnx");
        Assert.AreEqual("service", tree.TakeBuilt());
        Assert.AreEqual("edited", await Engine.OutputAsync(service));
        var steps = ImageRecordFile.Read(tree, "service").Steps;
        Assert.IsTrue(steps.Where(step => step.Name.Contains("RUN", StringComparison.Ordinal)).All(step => step.Cached), string.Join('\n', steps.Select(step => step.ToString())));
        await tree.DotnetSucceeds("restore", "family.slnx", "--locked-mode");
        await tree.DotnetSucceeds("build", "family.slnx", "-graph");
        Assert.AreEqual("", tree.TakeBuilt());
    }

    /// <summary>The same packages, by apt and pip as people write them first.</summary>
    [TestMethod]
    public async Task Adds_a_small_part_of_what_a_Dockerfile_written_by_hand_adds()
    {
        await using var tree = new TestTree();
        const string network = "<ImageNetwork>default</ImageNetwork>";
        tree.Write("requirements.txt", $"{Requirement}\nwebrtcvad==2.0.10\n");
        tree.Write("hand/requirements.txt", $"{Requirement}\nwebrtcvad==2.0.10\n");
        tree.Image("base", "FROM python:3.11-slim\n", $"<PropertyGroup>{network}<ImageAnalysis>false</ImageAnalysis></PropertyGroup>");
        tree.Image("hand", """
            FROM base
            RUN apt-get update && apt-get install -y libjansson4 gcc libc6-dev python3-dev
            COPY . /app
            RUN pip install --break-system-packages -r /app/requirements.txt
            RUN python -c "import tqdm, webrtcvad"
            """, $"<PropertyGroup>{network}<ImageAnalysis>false</ImageAnalysis></PropertyGroup>", "base");
        tree.Image("declared", null, $"""
            <PropertyGroup>{network}<ImageWheelhouse>true</ImageWheelhouse></PropertyGroup>
            <ItemGroup>
              <AptPackage Include="libjansson4" />
              <AptPackage Include="gcc;libc6-dev;python3-dev" Stage="build" />
              <PipRequirements Include="../requirements.txt" />
              <ImageRun Include="python -c &quot;import tqdm, webrtcvad&quot;" />
            </ItemGroup>
            """, "base");

        await tree.DotnetSucceeds("build", "hand/hand.imageproj");
        await tree.DotnetSucceeds("build", "declared/declared.imageproj");

        var (below, hand, declared) = (ImageRecordFile.Read(tree, "base").Size, ImageRecordFile.Read(tree, "hand").Size, ImageRecordFile.Read(tree, "declared").Size);
        Assert.IsLessThan((hand - below) / 4, declared - below, $"{declared - below} of {hand - below}");
    }

    [TestMethod]
    public async Task Reports_a_failing_command_at_its_item()
    {
        await using var tree = new TestTree();
        tree.Image("base", null, """
            <PropertyGroup>
              <ContainerBaseImage>python:3.11-slim</ContainerBaseImage>
              <ImageNetwork>default</ImageNetwork>
            </PropertyGroup>
            <ItemGroup>
              <ImageRun Include="true" />
              <AptPackage Include="libjansson4" />
              <AptPackage Include="no-such-package-anywhere" />
            </ItemGroup>
            """);

        var error = (await tree.Dotnet("build", "base/base.imageproj")).Error;

        var line = Array.FindIndex(File.ReadAllLines(tree.PathOf("base/base.imageproj")), text => text.Contains("<AptPackage", StringComparison.Ordinal)) + 1;
        Assert.AreEqual(("IMG3001", tree.PathOf("base/base.imageproj"), line), (error.Code, error.File, error.Line));
    }

    [TestMethod]
    public async Task Says_all_that_is_wrong_at_the_items_and_writes_nothing()
    {
        await using var tree = new TestTree();
        tree.Write("shared.props", """
            <Project>
              <ItemGroup>
                <AptPackage Include="Not|a|package" />
              </ItemGroup>
            </Project>
            """);
        tree.Image("base", null, """
            <Import Project="../shared.props" />
            <PropertyGroup>
              <ContainerBaseImage>ubuntu:22.04</ContainerBaseImage>
            </PropertyGroup>
            <ItemGroup>
              <PipRequirements Include="missing.txt" />
              <ImageContent Include="*.none" />
              <ImageContent Include="base.imageproj" TargetPath="../etc" />
            </ItemGroup>
            """);

        var result = await tree.Dotnet("build", "base/base.imageproj");

        Assert.AreEqual(1, result.ExitCode);
        var project = tree.PathOf("base/base.imageproj");
        int LineOf(string text) => Array.FindIndex(File.ReadAllLines(project), line => line.Contains(text, StringComparison.Ordinal)) + 1;
        CollectionAssert.AreEquivalent(
            new[]
            {
                ("IMG6001", tree.PathOf("shared.props"), 3), ("IMG6003", project, LineOf("missing.txt")), ("IMG6005", project, LineOf("missing.txt")),
                ("IMG6001", project, LineOf("../etc")),
            },
            result.Errors.Select(error => (error.Code, error.File, error.Line)).ToArray(), result.Output);
        Assert.IsEmpty(Directory.GetFiles(tree.Root, "Dockerfile*", SearchOption.AllDirectories));
        Assert.IsFalse(File.Exists(tree.PathOf("images.lock.json")));
    }

    /// <summary>On an image without apt and Python, with files and a user only; and from a parent that has a Dockerfile.</summary>
    [TestMethod]
    public async Task Is_ejected_as_the_same_image_and_stands_on_a_written_one()
    {
        await using var tree = new TestTree();
        tree.Write("shared/greeting.txt", "hello\n");
        tree.Image("written", "FROM busybox:1.36\nUSER 4711\n");
        tree.Image("plain", null, """
            <PropertyGroup><ContainerBaseImage>busybox:1.*</ContainerBaseImage><ContainerUser>reader</ContainerUser></PropertyGroup>
            <ItemGroup>
              <ImageContent Include="../shared/greeting.txt" TargetPath="/data" Owner="reader" Mode="0400" />
              <ContainerEntrypoint Include="cat;/data/greeting.txt" />
            </ItemGroup>
            """);
        tree.Image("child", null, """
            <ItemGroup>
              <ImageContent Include="../shared/**" TargetPath="/data" />
              <ContainerDefaultArgs Include="id;-u" />
            </ItemGroup>
            """, "written");
        tree.Solution("family.slnx", "written/written.imageproj", "plain/plain.imageproj", "child/child.imageproj");

        await tree.DotnetSucceeds("build", "family.slnx");
        Assert.AreEqual("hello", await Engine.OutputAsync(tree.Tag("plain")));
        Assert.AreEqual("4711", await Engine.OutputAsync(tree.Tag("child")));
        var digest = await Engine.DigestAsync(tree.Tag("plain"));

        var ejected = await tree.DotnetSucceeds("build", "plain", "-t:ImageEject", "--no-restore");
        Assert.IsTrue(File.Exists(tree.PathOf("plain/Dockerfile.dockerignore")));
        Assert.AreEqual("IMG6007", (await tree.Dotnet("build", "plain", "-t:ImageEject", "--no-restore")).Error.Code);

        // The lines that it says to add are all that is needed.
        var additions = string.Concat(ejected.Output.Split('\n').Where(line => line.TrimStart().StartsWith('<')));
        tree.Image("plain", null, $"{additions}<ItemGroup><AptPackage Include=\"curl\" /></ItemGroup>");
        tree.RecordDockerCalls();
        var again = await tree.DotnetSucceeds("build", "plain");
        Assert.IsEmpty(tree.TakeDockerCalls(), again.Output);
        Assert.AreEqual(digest, await Engine.DigestAsync(tree.Tag("plain")));
        Assert.AreEqual("IMG6008", again.Messages.Single().Code);
    }

    private static async Task<string> ShellAsync(string image, string script)
    {
        var result = await Engine.RunAsync("run", "--rm", "--network=none", "--entrypoint", "tini", image, "--", "sh", "-c", script);
        Assert.AreEqual(0, result.ExitCode, result.StandardError);
        return string.Join('\n', result.StandardOutput.Trim().Split('\n').Select(line => line.TrimEnd()));
    }

    private static string[] Words(JsonElement config, string name) => [.. config.GetProperty(name).EnumerateArray().Select(word => word.GetString()!)];
}
