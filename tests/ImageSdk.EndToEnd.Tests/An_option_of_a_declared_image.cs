using System.Security.Cryptography;
using System.Text;
using ImageSdk.EndToEnd.Tests.Infrastructure;

namespace ImageSdk.EndToEnd.Tests;

/// <summary>What the options of a declared image make of the image, in one image that uses them all.</summary>
[TestClass]
public sealed class An_option_of_a_declared_image
{
    [TestMethod]
    public async Task Does_to_the_image_what_it_says()
    {
        await using var tree = new TestTree();
        using var packages = new PackageRepository();
        tree.Write("service/example.asc", PackageRepository.Key);
        tree.Write("service/requirements.txt", "srt==3.5.3\n");
        tree.Write("service/app/main.py", "print('here')\n");
        tree.SetEnvironment("SERVICE_TOKEN", $"token of {tree.Prefix}");
        tree.Image("tool", $"FROM busybox:1.36\nRUN echo 'echo {tree.Prefix}' > /tool.sh && chmod 755 /tool.sh\n");
        tree.Image("service", null, $"""
            <PropertyGroup>
              <ContainerBaseImage>python:3.11-slim</ContainerBaseImage>
              <ImageNetwork>host</ImageNetwork>
              <ImageStripDocs>true</ImageStripDocs>
              <ImageByteCompile>true</ImageByteCompile>
              <ImageStopSignal>SIGINT</ImageStopSignal>
              <ImageHealthcheckInterval>30s</ImageHealthcheckInterval>
              <ImageHealthcheckRetries>5</ImageHealthcheckRetries>
            </PropertyGroup>
            <ItemGroup>
              <AptSource Include="example" Uri="{packages.Address}" Suites="./" Key="example.asc" />
              <AptPackage Include="signed-example;file" />
              <PipRequirements Include="requirements.txt" />
              <ImageBinary Include="tool" Source="/tool.sh" TargetPath="/usr/local/bin/tool" />
              <ImageBinary Include="busybox:1.36" Source="/bin/busybox" />
              <ImageContent Include="app/main.py" />
              <ImageSecret Include="token" Environment="SERVICE_TOKEN" />
              <ImageRun Include="First" At="AfterPackages" Mounts="type=cache,id={tree.Prefix},target=/var/cache/{tree.Prefix}"
                        Command="test -e /usr/share/signed-example/hello &amp;&amp; ! python -c 'import srt' &amp;&amp; echo {tree.Prefix} > /var/cache/{tree.Prefix}/mark" />
              <ImageRun Include="Second" Secrets="token">
                <Command>
                  python -c 'import srt'
                  test ! -e /app/main.py
                  sha256sum &lt; /run/secrets/token > /token.sha256
                </Command>
              </ImageRun>
              <ImageRun Include="test -e /app/main.py &amp;&amp; cp /var/cache/{tree.Prefix}/mark /marked" At="AfterContent" Mounts="type=cache,id={tree.Prefix},target=/var/cache/{tree.Prefix}" />
              <ContainerPort Include="8080;9090" />
              <ContainerPort Include="5353" Type="udp" />
              <ContainerLabel Include="team" Value="speech" />
              <ImageHealthcheck Include="python;-c;import sys%3B sys.exit(0)" />
              <ContainerEntrypoint Include="python;/app/main.py" />
            </ItemGroup>
            """, "tool");
        await tree.DotnetSucceeds("build", "service/service.imageproj");

        var config = (await Engine.InspectAsync(tree.Tag("service")))!.Value.GetProperty("Config");
        var health = config.GetProperty("Healthcheck");
        Assert.AreEqual("CMD|python|-c|import sys; sys.exit(0)", string.Join('|', health.GetProperty("Test").EnumerateArray().Select(word => word.GetString())));
        Assert.AreEqual((30_000_000_000, 5), (health.GetProperty("Interval").GetInt64(), health.GetProperty("Retries").GetInt32()));
        Assert.AreEqual("SIGINT", config.GetProperty("StopSignal").GetString());
        Assert.AreEqual("5353/udp 8080/tcp 9090/tcp", string.Join(' ', config.GetProperty("ExposedPorts").EnumerateObject().Select(port => port.Name).Order(StringComparer.Ordinal)));
        Assert.AreEqual("speech", config.GetProperty("Labels").GetProperty("team").GetString());
        Assert.AreEqual("here", await Engine.OutputAsync(tree.Tag("service")));

        var token = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"token of {tree.Prefix}")));
        Assert.AreEqual($"from the signed repository\n{tree.Prefix}\nbusybox\n{token}  -\n{tree.Prefix}\n/app/__pycache__/main.cpython-311.pyc",
            await ShellAsync(tree.Tag("service"), "cat /usr/share/signed-example/hello; tool; busybox basename /bin/busybox; cat /token.sha256 /marked; ls /app/__pycache__/*"));
        // Nothing of what apt and pip needed; of the packages the license, no manuals.
        Assert.AreEqual("/usr/share/doc/file\n/usr/share/doc/file/copyright", await ShellAsync(tree.Tag("service"), "find /usr/share/man /usr/share/info /usr/share/locale /usr/share/doc/file 2>/dev/null -not -type d -o -name file"));
        var before = (await LeftBehindAsync("python:3.11-slim")).Split('\n');
        var more = (await LeftBehindAsync(tree.Tag("service"))).Split('\n').Except(before).ToList();
        Assert.IsEmpty(more, string.Join('\n', more));
    }

    private static Task<string> LeftBehindAsync(string image) => ShellAsync(image, """
        find /root /tmp /run /var/log /var/cache /var/lib/apt /etc/apt/sources.list.d /etc/apt/keyrings /usr/share/keyrings /wheels \
            -not -path '*/example.*' -not -path /var/lib/apt/extended_states 2>/dev/null | sort
        """);

    private static async Task<string> ShellAsync(string image, string script)
    {
        var result = await Engine.RunAsync("run", "--rm", "--quiet", "--network=none", "--user=root", "--entrypoint=sh", image, "-c", script);
        return result.StandardOutput.Trim() + result.StandardError;
    }
}
