using ImageSdk.Analysis;
using ImageSdk.Analysis.Images;
using ImageSdk.Engine.Tests.Infrastructure;

namespace ImageSdk.Engine.Tests.Analysis;

/// <summary>Every fix, made and built on the real engine: the same is installed, and nothing more is found.</summary>
[TestClass]
public sealed class FixedImageTests
{
    public static IEnumerable<object[]> Cases => FixCase.Names.Select(name => new object[] { name });

    [ClassInitialize]
    public static Task MakePackageHost(TestContext _) => PackageHost.MakeAsync();

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public async Task A_fixed_image_has_the_same_packages_and_files_and_no_finding(string name)
    {
        var item = FixCase.Read(name);
        using var directory = new TemporaryDirectory();
        item.CopyTo(directory);
        var before = await InstalledContent.OfAsync(directory, PackageHost.Name, $"imagesdk-fixes-{name}");

        Fix(directory, item.Rule);

        Assert.AreEqual("", string.Join('\n', Analyzer.Analyze(FixCase.InputOf(directory.FullName), [item.Rule]).Findings.Select(finding => finding.Diagnostic)));
        var after = await InstalledContent.OfAsync(directory, PackageHost.Name, $"imagesdk-fixes-{name}");
        var differences = before.Except(after).Select(line => $"- {line}").Concat(after.Except(before).Select(line => $"+ {line}")).ToList();
        Assert.AreEqual("", string.Join('\n', differences.Where(line => !item.Differing.Any(line.Contains))), string.Join('\n', differences));
        foreach (var differing in item.Differing) Assert.IsTrue(differences.Exists(line => line.Contains(differing, StringComparison.Ordinal)), differing);
    }

    [TestMethod]
    [DataRow("parent first")]
    [DataRow("child first")]
    public async Task A_parent_keeps_the_lists_that_a_child_installs_by_until_the_child_is_fixed(string order)
    {
        using var directory = new TemporaryDirectory();
        FixCase.Read("IMG1119").CopyTo(directory);
        var parent = Path.Combine(directory.FullName, "parent");
        var before = await InstalledContent.OfAsync(directory, PackageHost.Name, "imagesdk-fixes-family");

        var mounts = new List<bool>();
        for (var call = 0; call < 2; call++)
        {
            var family = new FamilyMember("child", Analyzer.Analyze(FixCase.InputOf(directory.FullName), []).Facts);
            foreach (var image in order == "parent first" ? (string[])[parent, directory.FullName] : [directory.FullName, parent])
            {
                var input = FixCase.InputOf(image) with { Family = image == parent ? [family] : [] };
                FixApplier.Apply(input, [.. RuleCatalog.All]);
                foreach (var (path, _, text) in input.Files.Changed) await File.WriteAllTextAsync(path, text);
            }

            CollectionAssert.AreEqual(before.ToList(), (await InstalledContent.OfAsync(directory, PackageHost.Name, "imagesdk-fixes-family")).ToList());
            mounts.Add((await File.ReadAllTextAsync(Path.Combine(parent, "Dockerfile"))).Contains("target=/var/lib/apt", StringComparison.Ordinal));
        }

        CollectionAssert.AreEqual(new[] { false, true }, mounts);
    }

    /// <summary>Makes the fixes of a rule as <c>-t:ImageFix</c> does, in the files.</summary>
    private static void Fix(TemporaryDirectory directory, Rule rule)
    {
        var input = FixCase.InputOf(directory.FullName);
        Assert.IsNotEmpty(FixApplier.Apply(input, [rule]));
        foreach (var (path, _, text) in input.Files.Changed) directory.Write(path, text);
    }
}
