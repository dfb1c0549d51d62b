using ImageSdk.EndToEnd.Tests.Infrastructure;

namespace ImageSdk.EndToEnd.Tests;

/// <summary>A declared image with <c>ImageDistroless</c>: Python and what the program needs, and nothing else.</summary>
[TestClass]
public sealed class A_distroless_image
{
    /// <summary>A service that says what it finds. Its packages have a compiled module (numpy) and a C library that is loaded by name (libmagic).</summary>
    private const string Service = """
        import ctypes, importlib.metadata, json, os, pwd, shutil, sqlite3, ssl, sys, zoneinfo
        import numpy._transform, shared
        with open("/data/state.db", "a"):
            answer = sqlite3.connect("/data/state.db").execute("select sqlite_version() > '3'").fetchone()[0]
        print(json.dumps({
            "authorities": ssl.create_default_context().cert_store_stats()["x509_ca"] > 0,
            "database": answer,
            "numpy": importlib.metadata.version("numpy"),
            "magic": ctypes.CDLL("libmagic.so.1").magic_version() > 0,
            "user": [os.getuid(), pwd.getpwuid(os.getuid()).pw_name],
            "init": open("/proc/1/cmdline").read().split("\0")[0],
            "tools": [name for name in ("sh", "bash", "apt-get", "dpkg", "pip", "perl") if shutil.which(name) or os.path.exists("/bin/" + name)],
            "zone": str(zoneinfo.ZoneInfo("UTC")),
            "compiled": os.path.exists(shared.__cached__),
            "made": open("/app/made.txt").read().strip(),
            "cpu": os.path.exists("/usr/local/bin/cpu") and os.access("/usr/local/bin/cpu", os.X_OK),
            "licensed": os.path.exists("/usr/share/doc/libc6/copyright") and os.path.exists("/var/lib/dpkg/status.d/libc6"),
            "language": sys.getfilesystemencoding(),
            "greeting": os.environ["GREETING"],
        }))
        """;

    private const string Items = """
        <PropertyGroup>
          <ContainerBaseImage>python:3.11-slim</ContainerBaseImage>
          <ImageNetwork>host</ImageNetwork>
          <ImageByteCompile>true</ImageByteCompile>
        </PropertyGroup>
        <ItemGroup>
          <AptPackage Include="libmagic1;tzdata;ca-certificates" />
          <PipRequirements Include="../requirements.txt" />
          <ImageBinary Include="busybox:1.36" Source="/bin/busybox" TargetPath="/usr/local/bin/cpu" />
          <ImageContent Include="../app/*.py" />
          <ImageDirectory Include="/data" Mode="0700" />
          <ImageRun Include="Something made of the files" Command="head -c 6 /app/main.py > /app/made.txt" At="AfterContent" />
          <ContainerEnvironmentVariable Include="GREETING" Value="hello &quot;world&quot;" />
          <ContainerEntrypoint Include="python;/app/main.py" />
        </ItemGroup>
        """;

    [TestMethod]
    public async Task Runs_a_service_with_compiled_modules_as_a_user_without_a_shell_in_half_the_size()
    {
        await using var tree = new TestTree();
        tree.Write("app/main.py", Service);
        tree.Write("app/shared.py", "");
        tree.Write("requirements.txt", "numpy==1.26.4\n");
        tree.Image("full", null, Items);
        tree.Image("small", null, Items + "<PropertyGroup><ImageDistroless>true</ImageDistroless></PropertyGroup>");
        tree.Image("child", null, """<ItemGroup><ContainerEntrypoint Include="python" /></ItemGroup>""", "small");
        await tree.DotnetSucceeds("build", "full/full.imageproj");
        await tree.DotnetSucceeds("build", "small/small.imageproj");

        Assert.AreEqual(
            """
            {"authorities": true, "database": 1, "numpy": "1.26.4", "magic": true, "user": [10001, "app"], "init": "tini", "tools": [], "zone": "UTC",
             "compiled": true, "made": "import", "cpu": true, "licensed": true, "language": "utf-8", "greeting": "hello \"world\""}
            """.ReplaceLineEndings(""),
            await Engine.OutputAsync(tree.Tag("small")));
        Assert.AreNotEqual(0, (await Engine.RunAsync("run", "--rm", "--network=none", "--entrypoint", "/bin/sh", tree.Tag("small"), "-c", "true")).ExitCode);
        var (full, small) = (ImageRecordFile.Read(tree, "full"), ImageRecordFile.Read(tree, "small"));
        Assert.IsLessThan(full.Size / 2, small.Size, $"{small.Size} of {full.Size}");

        // The first layer is Python and the libraries, the second the packages.
        tree.Write("requirements.txt", "numpy==1.26.4\nsrt==3.5.3\n");
        await tree.DotnetSucceeds("build", "small/small.imageproj");
        var (before, after) = (small.Layers, ImageRecordFile.Read(tree, "small").Layers);
        Assert.AreEqual(before[0].DiffId, after[0].DiffId);
        Assert.AreNotEqual(before[1].DiffId, after[1].DiffId);
        StringAssert.Contains(await Engine.OutputAsync(tree.Tag("small")), "1.26.4");

        var error = (await tree.Dotnet("build", "child/child.imageproj")).Error;
        Assert.AreEqual(("IMG6002", tree.PathOf("child/child.imageproj"), 3), (error.Code, error.File, error.Line));
    }

    [TestMethod]
    public async Task Can_stand_on_a_base_whose_C_library_is_new_enough()
    {
        await using var tree = new TestTree();
        const string Program = """
            <PropertyGroup>
              <ContainerBaseImage>python:3.11-slim</ContainerBaseImage>
              <ImageInit>none</ImageInit>
              <ImageDistroless>{0}</ImageDistroless>
            </PropertyGroup>
            <ItemGroup><ContainerEntrypoint Include="python;-c;import hashlib, os, ssl, sqlite3%3B print(os.path.exists('/from-base'), os.listdir('/bin') if os.path.exists('/bin') else [])" /></ItemGroup>
            """;
        // Like Google's: the C library, and a file of its own.
        tree.Image("glibc", """
            FROM python:3.11-slim AS debian
            RUN mkdir -p /out/lib64 /out/lib/x86_64-linux-gnu && cp -L /lib64/ld-linux-x86-64.so.2 /out/lib64/ && touch /out/from-base \
             && for name in c m dl pthread rt util resolv; do cp -L /lib/x86_64-linux-gnu/lib$name.so.[0-9] /out/lib/x86_64-linux-gnu/; done
            FROM scratch
            COPY --from=debian /out/ /
            """);
        tree.Image("old", "FROM busybox:1.36\nRUN mkdir -p /usr/lib && echo 'GNU C Library, stable release version 2.10' > /usr/lib/libc.so.6\n");
        tree.Image("service", null, Program.Replace("{0}", "glibc", StringComparison.Ordinal), "glibc");
        tree.Image("late", null, Program.Replace("{0}", "old", StringComparison.Ordinal), "old");
        await tree.DotnetSucceeds("build", "service/service.imageproj");
        var error = (await tree.Dotnet("build", "late/late.imageproj")).Error;

        Assert.AreEqual("True []", await Engine.OutputAsync(tree.Tag("service")));
        Assert.AreEqual(("IMG3001", tree.PathOf("late/late.imageproj"), 5), (error.Code, error.File, error.Line));
    }
}
