using System.Text;
using System.Text.Json;
using ImageSdk.EndToEnd.Tests.Infrastructure;

namespace ImageSdk.EndToEnd.Tests;

/// <summary>What a project declares is read back from the configuration and the files of the built image.</summary>
[TestClass]
public sealed class A_declared_value
{
    private const int Count = 60;

    /// <summary>All that means something to XML, MSBuild, Dockerfiles, shells and CSV; an environment cannot hold NUL, and ENV no line break.</summary>
    private static readonly string[] Pieces =
    [
        "a", "B9", " ", "  ", "\t", "\r", "\u0001", "\u007f", "\u0085", "\u2028", "\u00a0", "\\", "\\\\", "`", "#", "<<EOF", "EOF", "'", "\"", "$", "$$", "${", "}", "$HOME", "${X:-y}", "%", "%24",
        "%(x)", "$(y)", "@(z)", ",", ";", "=", "-", "--x", "[", "]", "*", "?", "!", "é", "日", "😀", "/", "/etc/", "..", "~", "&", "|", "<", ">", "$(id)", "`id`", ":", "(", ")",
    ];

    private readonly int _seed = Random.Shared.Next();

    [TestMethod]
    public async Task Arrives_in_the_image_byte_for_byte()
    {
        var random = new Random(_seed);
        string Text() => string.Concat(Enumerable.Range(0, random.Next(1, 8)).Select(_ => Pieces[random.Next(Pieces.Length)]));
        var variables = Enumerable.Range(0, Count).ToDictionary(number => $"V{number}", _ => Text());
        var labels = Enumerable.Range(0, Count / 4).ToDictionary(number => $"label.{number}", _ => Text() + (random.Next(2) == 0 ? "\nx" : ""));
        // MSBuild takes the blanks from the ends of words.
        string[] Words(int count) => [.. Enumerable.Range(0, count).Select(_ => "w" + Text() + (random.Next(3) == 0 ? "\n" : "") + "w")];
        var (entrypoint, arguments, check) = (Words(8), Words(8), Words(8));
        // What a person writes, without any escape of MSBuild.
        variables["PERSON"] = "$$ ${X} $HOME 'q' \"d\" a\\b 100% ";
        variables["EMPTY"] = "";

        await using var tree = new TestTree();
        tree.Write("image/it's $HOME <<EOF [x].txt", "named\n");
        tree.Image("image", null, $"""
            <PropertyGroup>
              <ContainerBaseImage>busybox:1.36</ContainerBaseImage>
              <ContainerUser>web-1</ContainerUser>
              <ContainerWorkingDirectory>/srv/données(x)#1&amp;2</ContainerWorkingDirectory>
              <ImageStopSignal>SIGQUIT</ImageStopSignal>
            </PropertyGroup>
            <ItemGroup>
              {string.Concat(variables.Select(one => $"<ContainerEnvironmentVariable Include=\"{one.Key}\" Value=\"{(one.Key == "PERSON" ? Xml(one.Value) : Escape(one.Value))}\" />\n"))}
              <ContainerEnvironmentVariable Include="PATH" Value="/opt/a%5Cb:$PATH" Expand="true" />
              {string.Concat(labels.Select(one => $"<ContainerLabel Include=\"{one.Key}\" Value=\"{Escape(one.Value)}\" />\n"))}
              <ContainerEntrypoint Include="{string.Join(';', entrypoint.Select(Escape))}" />
              <ContainerDefaultArgs Include="{string.Join(';', arguments.Select(Escape))}" />
              <ImageHealthcheck Include="{string.Join(';', check.Select(Escape))}" />
              <ContainerPort Include="8080" />
              <ImageDirectory Include="/data/(x)&amp;y" Owner="web-1" Mode="0711" />
              <ImageContent Include="*.txt" TargetPath="/files[1]" Owner="web-1" Mode="0640" />
              <ImageRun Include="Settings">
                <Command>
                  cat > /settings.yaml &lt;&lt;'EOF'
                  server:
                    port: 8080

                    name: 'a\nb' $HOME \
                  EOF
                  echo 'USER root' \
                </Command>
              </ImageRun>
              <ImageRun Include="Last" Command="touch /last \" />
            </ItemGroup>
            """);

        var built = await tree.DotnetSucceeds("build", "image");
        Assert.IsEmpty(built.Messages, built.Output);

        var config = (await Engine.InspectAsync(tree.Tag("image")))!.Value.GetProperty("Config");
        var environment = Strings(config, "Env").Select(one => one.Split('=', 2)).ToDictionary(one => one[0], one => one[1]);
        foreach (var (name, value) in variables) Assert.AreEqual(value, environment[name], $"{name}, seed {_seed}");
        Assert.StartsWith("/opt/a\\b:/", environment["PATH"]);
        foreach (var (name, value) in labels) Assert.AreEqual(value, config.GetProperty("Labels").GetProperty(name).GetString(), $"{name}, seed {_seed}");
        CollectionAssert.AreEqual(entrypoint, Strings(config, "Entrypoint"), $"seed {_seed}");
        CollectionAssert.AreEqual(arguments, Strings(config, "Cmd"), $"seed {_seed}");
        CollectionAssert.AreEqual(check.Prepend("CMD").ToArray(), Strings(config.GetProperty("Healthcheck"), "Test"), $"seed {_seed}");
        Assert.AreEqual("/srv/données(x)#1&2", config.GetProperty("WorkingDir").GetString());
        Assert.AreEqual("SIGQUIT", config.GetProperty("StopSignal").GetString());
        Assert.AreEqual("10001", config.GetProperty("User").GetString());
        Assert.IsTrue(config.GetProperty("ExposedPorts").TryGetProperty("8080/tcp", out _));

        var files = await Engine.RunAsync("run", "--rm", "--network=none", "--entrypoint=sh", tree.Tag("image"), "-c",
            """cat /settings.yaml; ls /last; cat "/files[1]/it's \$HOME <<EOF [x].txt"; stat -c '%U %a' "/data/(x)&y" "/files[1]"/*""");
        Assert.AreEqual("server:\n  port: 8080\n\n  name: 'a\\nb' $HOME \\\n/last\nnamed\nweb-1 711\nweb-1 640\n", files.StandardOutput, files.StandardError);
    }

    /// <summary>Without what only MSBuild would see, which is not in the items.</summary>
    [TestMethod]
    public async Task Is_refused_where_MSBuild_would_change_it()
    {
        await using var tree = new TestTree();
        tree.Image("image", null, """
            <PropertyGroup><ContainerBaseImage>busybox:1.36</ContainerBaseImage></PropertyGroup>
            <ItemGroup>
              <ImageRun Include="rm -f /tmp/*.whl" />
              <ImageRun Include="Write" Command="/bin/printf 'a\nb'" />
              <ContainerDefaultArgs Include="--pattern;\.py$" />
            </ItemGroup>
            """);

        var refused = await tree.Dotnet("build", "image");

        var lines = File.ReadAllLines(tree.PathOf("image/image.imageproj"));
        var expected = new[] { "<ImageRun Include=\"rm", "<ImageRun Include=\"Write", "<ContainerDefaultArgs" }.Select(text => ("IMG6010", Array.FindIndex(lines, line => line.Contains(text, StringComparison.Ordinal)) + 1));
        CollectionAssert.AreEquivalent(expected.ToArray(), refused.Errors.Select(error => (error.Code, error.Line)).ToArray(), refused.Output);
    }

    private static string[] Strings(JsonElement parent, string name) => [.. parent.GetProperty(name).EnumerateArray().Select(one => one.GetString()!)];

    /// <summary>An attribute's value by which MSBuild has exactly this text.</summary>
    private static string Escape(string text) => Xml(string.Concat(text.Select(c => c < ' ' || "%*?@$();'\\\u007f".Contains(c) ? $"%{(int)c:X2}" : $"{c}")));

    private static string Xml(string text) => new StringBuilder(text).Replace("&", "&amp;").Replace("<", "&lt;").Replace("\"", "&quot;").ToString();
}
