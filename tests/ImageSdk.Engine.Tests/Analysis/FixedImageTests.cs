using CliWrap;
using CliWrap.Buffered;
using ImageSdk.Analysis;
using ImageSdk.Engine.Tests.Infrastructure;

namespace ImageSdk.Engine.Tests.Analysis;

/// <summary>Every fix, made and built on the real engine: the same is installed, and nothing more is found.</summary>
[TestClass]
public sealed class FixedImageTests
{
    private static readonly string Host = $"imagesdk-fixes:{Environment.ProcessId}";

    public static IEnumerable<object[]> Cases => FixCase.Names.Select(name => new object[] { name });

    [ClassInitialize]
    public static async Task MakePackageHost(TestContext _)
    {
        var result = await Cli.Wrap("docker").WithArguments(["buildx", "build", "--load", "--provenance=false", $"--tag={Host}", FixCase.PackageHost])
            .WithValidation(CommandResultValidation.None).ExecuteBufferedAsync();
        Assert.AreEqual(0, result.ExitCode, result.StandardError);
    }

    [ClassCleanup]
    public static async Task RemovePackageHost() => await Cli.Wrap("docker").WithArguments(["image", "rm", Host]).ExecuteBufferedAsync();

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public async Task A_fixed_image_has_the_same_packages_and_files_and_no_finding(string name)
    {
        var item = FixCase.Read(name);
        using var directory = new TemporaryDirectory();
        item.CopyTo(directory);
        var before = await InstalledContent.OfAsync(directory, Host, $"imagesdk-fixes-{name}");

        Fix(directory, item.Rule);

        Assert.AreEqual("", string.Join('\n', Analyzer.Analyze(InputOf(directory), [item.Rule]).Findings.Select(finding => finding.Diagnostic)));
        var after = await InstalledContent.OfAsync(directory, Host, $"imagesdk-fixes-{name}");
        var differences = before.Except(after).Select(line => $"- {line}").Concat(after.Except(before).Select(line => $"+ {line}")).ToList();
        Assert.AreEqual("", string.Join('\n', differences.Where(line => !item.Differing.Any(line.Contains))), string.Join('\n', differences));
        foreach (var differing in item.Differing) Assert.IsTrue(differences.Exists(line => line.Contains(differing, StringComparison.Ordinal)), differing);
    }

    /// <summary>Makes the fixes of a rule as <c>-t:ImageFix</c> does, in the files.</summary>
    private static void Fix(TemporaryDirectory directory, Rule rule)
    {
        var input = InputOf(directory);
        Assert.IsNotEmpty(FixApplier.Apply(input, [rule]));
        foreach (var (path, _, text) in input.Files.Changed) directory.Write(path, text);
    }

    private static AnalysisInput InputOf(TemporaryDirectory directory) =>
        new() { Dockerfile = Path.Combine(directory.FullName, "Dockerfile"), ContextDirectory = directory.FullName };
}
