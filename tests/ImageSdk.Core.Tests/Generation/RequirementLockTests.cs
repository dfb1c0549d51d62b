using ImageSdk.Analysis.Images;
using ImageSdk.Diagnostics;
using ImageSdk.Generation;
using ImageSdk.Generation.Requirements;

namespace ImageSdk.Core.Tests.Generation;

[TestClass]
public sealed class RequirementLockTests
{
    private static readonly string One = new('1', 64);
    private static readonly string Two = new('2', 64);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    [TestCleanup]
    public void Clean() => _folder.Delete(recursive: true);

    [TestMethod]
    [DataRow("requirements.txt", "", "requirements.lock")]
    [DataRow("requirements-ml.txt", "", "requirements.ml.lock")]
    [DataRow("requirements_ml.txt", "cuda", "requirements.ml.cuda.lock")]
    [DataRow("tools.txt", "", "tools.lock")]
    public void A_lock_is_beside_its_requirement_file(string file, string variant, string expected)
    {
        var declaration = Declare("") with { Properties = new Dictionary<string, string> { ["ImageVariant"] = variant } };
        Assert.AreEqual(Path.Combine(_folder.FullName, expected), RequirementLockFile.PathOf(Item(file), declaration));
    }

    [TestMethod]
    public void A_lock_is_read_as_it_was_written()
    {
        var written = new RequirementLock
        {
            Requested = ["audio[mp3]>=1 ; python_version < \"4\"", "numpy", "-c waves<2"],
            Options = ["--extra-index-url https://other.example.com/simple", "--pre"],
            Indexes = ["https://example.com/simple"],
            Platforms = ["linux/amd64", "linux/arm64"],
            Python = "3.11",
            Packages =
            [
                new LockedRequirement("audio", "1.2") { Hashes = [One, Two], Index = "https://example.com/simple/", Marker = "platform_machine == \"x86_64\"" },
                new LockedRequirement("tensors", "") { Hashes = [One], Url = "https://example.com/tensors-1.0-py3-none-any.whl", Via = ["audio", "waves"] },
            ],
        };

        var text = RequirementLockFile.Write(written, "requirements.txt");
        var read = RequirementLockFile.Parse(text.Split('\n'), "requirements.lock");

        CollectionAssert.AreEquivalent(written.Requested.ToArray(), read.Requested.ToArray());
        Assert.AreEqual(text, RequirementLockFile.Write(read, "requirements.txt"));
        Assert.AreEqual("platform_machine == \"x86_64\"", read.Packages[0].Marker);
        CollectionAssert.AreEqual(new[] { One, Two }, read.Packages[0].Hashes.ToArray());
    }

    [TestMethod]
    public void A_damaged_line_is_an_error_at_it()
    {
        var error = Assert.ThrowsExactly<DiagnosticException>(() => RequirementLockFile.Parse(["# Written", "<<<<<<< HEAD"], "requirements.lock")).Diagnostics.Single();
        Assert.AreEqual(("IMG6044", 2), (error.Descriptor.Code, error.Location.Line));
    }

    [TestMethod]
    public void Platforms_that_differ_get_conditions()
    {
        static ResolvedRequirements On(string machine, params ResolvedRequirements.Package[] packages) => new() { Machine = machine, Tiers = [packages] };
        static ResolvedRequirements.Package Package(string name, string version, string hash, params string[] requires) => new(name, version, "", "https://example.com/simple/", [hash], requires);

        var merged = RequirementMerge.Merge(
        [
            On("x86_64", Package("Same", "1", One, "one-of-them"), Package("moved", "2", One), Package("one-of-them", "1", One)),
            On("aarch64", Package("Same", "1", Two), Package("moved", "1", Two)),
        ], 0);

        CollectionAssert.AreEqual(new[]
        {
            "moved==1 platform_machine == \"aarch64\" 1", "moved==2 platform_machine == \"x86_64\" 1",
            "one-of-them==1 platform_machine == \"x86_64\" 1", "Same==1  2",
        }, merged.Select(package => $"{package.Pin} {package.Marker} {package.Hashes.Count}").ToArray());
        CollectionAssert.AreEqual(new[] { "Same" }, merged[2].Via.ToArray());
    }

    [TestMethod]
    [DataRow("audio>=1\nwaves\n", "")]
    [DataRow("# Sound.\naudio >= 1  # why\n\nwaves\n", "")]
    [DataRow("audio>=1\n", "IMG6041 requirements.lock:9")]
    [DataRow("audio>=1\nwaves<3\n", "IMG6041 requirements.txt:2")]
    [DataRow("audio>=2\nwaves\n", "IMG6042 requirements.txt:1")]
    [DataRow("audio>=1\nwaves\nnumpy\n", "IMG6042 requirements.txt:3")]
    [DataRow("audio>=1\nwaves[all]\n", "IMG6041 requirements.txt:2")]
    [DataRow("--pre\naudio>=1\nwaves\n", "IMG6041 requirements.txt:0")]
    [DataRow("audio @ https://example.com/audio-1.whl\nwaves\n", "IMG6042 requirements.txt:1")]
    public void A_lock_disagrees_at_the_line_that_was_changed(string requirements, string expected)
    {
        Lock("requirements.lock", ["audio>=1", "waves"], new LockedRequirement("audio", "1.5") { Hashes = [One] }, new LockedRequirement("waves", "1.0") { Hashes = [Two] });

        Assert.AreEqual(expected, Found(RequirementLockCheck.Check(Declare(requirements), isLockedMode: false)));
        Assert.AreEqual(expected.Replace("IMG6041", "IMG6042", StringComparison.Ordinal), Found(RequirementLockCheck.Check(Declare(requirements), isLockedMode: true)));
    }

    [TestMethod]
    public void Indexes_and_platforms_are_part_of_a_lock()
    {
        Lock("requirements.lock", ["audio"], new LockedRequirement("audio", "1.5") { Hashes = [One] });
        var declaration = Declare("audio\n");
        declaration = declaration with
        {
            Items = [.. declaration.Items, new DeclaredItem("PipIndex", "https://example.com/simple", declaration.ProjectFile)],
            Properties = new Dictionary<string, string> { ["ImagePlatforms"] = "linux/amd64,linux/arm64/v8" },
        };

        Assert.AreEqual("IMG6041 app.imageproj:0 IMG6041 app.imageproj:0", Found(RequirementLockCheck.Check(declaration, isLockedMode: false)));
    }

    [TestMethod]
    public void A_lower_tier_may_have_what_a_higher_one_asks_for_and_no_other_version_of_it()
    {
        Lock("requirements.lock", ["audio"], new LockedRequirement("audio", "1.5") { Hashes = [One] });
        Lock("requirements.ml.lock", ["tensors"], new LockedRequirement("tensors", "1") { Hashes = [One] });
        var declaration = Declare("audio\n");
        File.WriteAllText(Path.Combine(_folder.FullName, "requirements-ml.txt"), "tensors\naudio>1\n");
        declaration = declaration with { Items = [.. declaration.Items, Item("requirements-ml.txt")] };
        Assert.AreEqual("IMG6041 requirements-ml.txt:2", Found(RequirementLockCheck.Check(declaration, isLockedMode: false)));

        Lock("requirements.ml.lock", ["tensors", "audio>1"], new LockedRequirement("audio", "1.6") { Hashes = [One] }, new LockedRequirement("tensors", "1") { Hashes = [One] });
        Assert.AreEqual("IMG6041 requirements.ml.lock:5", Found(RequirementLockCheck.Check(declaration, isLockedMode: false)));
    }

    [TestMethod]
    [DataRow("==1.5.0", "")]
    [DataRow("==1.4", "IMG6041 requirements.lock:5")]
    [DataRow(">=1", "")]
    public void A_parent_has_no_other_version_than_the_lock_of_a_child(string version, string expected)
    {
        Lock("requirements.lock", ["audio"], new LockedRequirement("audio", "1.5") { Hashes = [One] });
        var facts = new ImageFacts { PipPackages = new Dictionary<string, PipPackage> { ["audio"] = new(version, "") } };
        Assert.AreEqual(expected, Found(RequirementLockCheck.Check(Declare("audio\n") with { Parents = [new ParentFacts("base", ["base"], facts)] }, isLockedMode: false)));
    }

    [TestMethod]
    public void A_file_of_somebody_else_is_no_lock()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "requirements.lock"), "audio==1.0\n");
        Assert.IsEmpty(RequirementLockCheck.Check(Declare("waves\n"), isLockedMode: true));
        Assert.DoesNotContain("requirements.lock", DockerfileGenerator.Generate(Declare("waves\n")).Text);
    }

    [TestMethod]
    public void Requirements_with_hashes_of_their_own_need_no_lock()
    {
        var declaration = Declare($"audio==1.0 --hash=sha256:{One}\n");
        Assert.IsNull(RequirementLocking.Prepare(declaration, forceEvaluate: false));
        StringAssert.Contains(DockerfileGenerator.Generate(declaration).Text, "pip install --require-hashes --requirement /run/requirements/requirements.txt");
    }

    [TestMethod]
    public void With_uv_the_lock_is_all_that_is_installed()
    {
        Lock("requirements.lock", ["audio"], new LockedRequirement("audio", "1.5") { Hashes = [One] });
        var declaration = Declare("audio\n") with { Properties = new Dictionary<string, string> { ["ImagePythonInstaller"] = "uv", ["ContainerBaseImage"] = "python:3.11-slim" } };
        StringAssert.Contains(DockerfileGenerator.Generate(declaration).Text, "uv pip install --system --compile-bytecode --link-mode copy --no-deps --require-hashes --requirement /run/requirements/requirements.lock");
    }

    [TestMethod]
    public void Versions_of_the_last_lock_are_kept_unless_a_requirement_forbids_them()
    {
        Lock("requirements.lock", ["audio", "waves"], new LockedRequirement("audio", "1.5") { Hashes = [One] }, new LockedRequirement("waves", "1.0") { Hashes = [Two] });
        Assert.IsNull(RequirementLocking.Prepare(Declare("audio\nwaves\n"), forceEvaluate: false));

        var asked = RequirementLocking.Prepare(Declare("audio>=2\nwaves\n"), forceEvaluate: false)!.Dockerfile.Text;
        Assert.Contains("\"waves==1.0\"", asked);
        Assert.DoesNotContain("audio==1.5", asked);
        Assert.DoesNotContain("\"waves==1.0\"", RequirementLocking.Prepare(Declare("audio\nwaves\n"), forceEvaluate: true)!.Dockerfile.Text);
    }

    /// <summary>Every requirement file of a locked project is locked, so another file would be no way out.</summary>
    [TestMethod]
    [DataRow("git+https://example.com/audio.git")]
    [DataRow("./audio")]
    public void A_requirement_without_a_hash_is_an_error_that_says_how_to_install_it_all_the_same(string requirement)
    {
        var error = Assert.ThrowsExactly<DiagnosticException>(() => RequirementLocking.Prepare(Declare($"waves\n{requirement}\n"), forceEvaluate: false)).Diagnostics.Single();

        Assert.AreEqual(("IMG6043", 2), (error.Descriptor.Code, error.Location.Line));
        Assert.Contains($"'{requirement}' is a local path or a repository, which has no hash, so it cannot be locked.", error.Message);
        Assert.Contains("install it with a command: <ImageRun Include=", error.Message);
    }

    private static string Found(IEnumerable<Diagnostic> diagnostics) =>
        string.Join(' ', diagnostics.Select(found => $"{found.Descriptor.Code} {Path.GetFileName(found.Location.File)}:{found.Location.Line}"));

    private ImageDeclaration Declare(string requirements)
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "requirements.txt"), requirements);
        return new ImageDeclaration
        {
            ProjectFile = Path.Combine(_folder.FullName, "app.imageproj"),
            Properties = new Dictionary<string, string> { ["ContainerBaseImage"] = "python:3.11-slim" },
            Items = [Item("requirements.txt")],
        };
    }

    private DeclaredItem Item(string file) => new("PipRequirements", file, Path.Combine(_folder.FullName, "app.imageproj")) { Path = Path.Combine(_folder.FullName, file) };

    private void Lock(string file, string[] requested, params LockedRequirement[] packages) => File.WriteAllText(Path.Combine(_folder.FullName, file),
        RequirementLockFile.Write(new RequirementLock { Requested = requested, Python = "3.11", Platforms = ["linux/amd64"], Packages = packages }, "requirements.txt"));
}
