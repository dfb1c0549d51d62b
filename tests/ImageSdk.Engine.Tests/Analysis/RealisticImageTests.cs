using System.Text.RegularExpressions;
using CliWrap;
using CliWrap.Buffered;
using ImageSdk.Analysis;
using ImageSdk.Dockerfiles;
using ImageSdk.Engine.Tests.Infrastructure;

namespace ImageSdk.Engine.Tests.Analysis;

/// <summary>
/// Dockerfiles as people write them, built before and after all fixes: packages, files and the program are the same. A comment <c># differs TEXT</c> says that a line of the
/// listing that contains the text may differ, and that one does.
/// </summary>
[TestClass]
public sealed partial class RealisticImageTests
{
    private static readonly string Folder = Path.Combine(PackageHost.AnalysisFolder, "Realistic");

    public static IEnumerable<object[]> Names => Directory.EnumerateDirectories(Folder).Order(StringComparer.Ordinal).Select(directory => new object[] { Path.GetFileName(directory) });

    [ClassInitialize]
    public static Task MakePackageHost(TestContext _) => PackageHost.MakeAsync();

    [TestMethod]
    [DynamicData(nameof(Names))]
    public async Task Is_the_same_image_after_all_fixes(string name)
    {
        using var directory = new TemporaryDirectory();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Folder, name), "*", SearchOption.AllDirectories))
            directory.Write(Path.GetRelativePath(Path.Combine(Folder, name), file), await File.ReadAllTextAsync(file));
        var input = new AnalysisInput { Dockerfile = Path.Combine(directory.FullName, "Dockerfile"), ContextDirectory = directory.FullName };
        var made = FixApplier.Apply(input, [.. RuleCatalog.All]);
        if (made.Count == 0) return;
        var before = await ContentOfAsync(name, directory);

        foreach (var (path, _, text) in input.Files.Changed) await File.WriteAllTextAsync(path, text);

        var after = await ContentOfAsync(name, directory);
        var differing = Difference().Matches(await File.ReadAllTextAsync(input.Dockerfile)).Select(match => match.Groups[1].Value).ToList();
        var differences = before.Except(after).Select(line => $"- {line}").Concat(after.Except(before).Select(line => $"+ {line}")).ToList();
        Assert.AreEqual("", string.Join('\n', differences.Where(line => !differing.Any(line.Contains))), await File.ReadAllTextAsync(input.Dockerfile));
        foreach (var text in differing) Assert.IsTrue(differences.Exists(line => line.Contains(text, StringComparison.Ordinal)), text);
    }

    /// <summary>Builds the image, and lists its files, its packages, and what its configuration says of the program.</summary>
    private static async Task<IReadOnlyList<string>> ContentOfAsync(string name, TemporaryDirectory directory)
    {
        var image = $"imagesdk-realistic-{name}:{Environment.ProcessId}";
        var text = await File.ReadAllTextAsync(Path.Combine(directory.FullName, "Dockerfile"));
        var contexts = DockerfileInputs.Of(Dockerfile.Parse(text, "Dockerfile"), null, new Dictionary<string, string>(), "linux/amd64").Images
            .Where(use => use.Kind != ImageUseKind.Syntax).Select(use => use.Name).Distinct().Select(used => $"--build-context={used}=docker-image://{PackageHost.Name}");
        string[] arguments =
        [
            "buildx", "build", "--progress=plain", "--provenance=false", "--network=none", "--file=-", $"--output=type=image,name={image}", "--build-arg=PYPI_TOKEN=token",
            $"--build-arg=BUILDKIT_CACHE_MOUNT_NS=imagesdk-realistic-{name}", .. contexts, directory.FullName,
        ];
        var build = await Cli.Wrap("docker").WithArguments(arguments).WithStandardInputPipe(PipeSource.FromString(WithoutNetwork(text)))
            .WithValidation(CommandResultValidation.None).ExecuteBufferedAsync();
        Assert.AreEqual(0, build.ExitCode, $"{text}\n{build.StandardError}");
        try
        {
            const string Program = "{{json .Config.Entrypoint}} {{json .Config.Cmd}} {{json .Config.User}} {{json .Config.WorkingDir}}";
            var program = await Cli.Wrap("docker").WithArguments(["image", "inspect", $"--format={Program}", image]).ExecuteBufferedAsync();
            return [.. await InstalledContent.OfImageAsync(image, PackageHost.Name), $"program {program.StandardOutput.Trim()}"];
        }
        finally
        {
            await Cli.Wrap("docker").WithArguments(["image", "rm", image]).ExecuteBufferedAsync();
        }
    }

    /// <summary>The engine's own front end, and an empty file in place of each download by ADD.</summary>
    private static string WithoutNetwork(string text) => Download().Replace(Syntax().Replace(text, ""), "COPY <<DOWNLOADED $2$1\nDOWNLOADED");

    [GeneratedRegex("^# syntax=.*\n", RegexOptions.Multiline)]
    private static partial Regex Syntax();

    [GeneratedRegex(@"^ADD .*https?://\S+?/([^/\s]+) (/\S+/)(?:\1)?$", RegexOptions.Multiline)]
    private static partial Regex Download();

    [GeneratedRegex("^# differs (.+)$", RegexOptions.Multiline)]
    private static partial Regex Difference();
}
