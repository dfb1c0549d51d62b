using System.Collections;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ImageSdk.Analysis;
using ImageSdk.Analysis.Images;
using ImageSdk.Contexts;
using ImageSdk.Core.Tests.Locking;
using ImageSdk.Diagnostics;
using ImageSdk.Dockerfiles;
using ImageSdk.Generation;
using ImageSdk.Generation.Requirements;
using ImageSdk.Locking;
using ImageSdk.Planning;
using ImageSdk.Records;
using ImageSdk.Testing;

namespace ImageSdk.Core.Tests.Storage;

/// <summary>
/// Files that an earlier build wrote and anybody may have changed since: whatever one of their values is, a reader has either nothing or a value of which
/// every part is there, and with which everything works that works with such values.
/// </summary>
[TestClass]
public sealed class ReadBackTests
{
    private static readonly string Digest = "sha256:" + new string('1', 64);

    private static readonly ImageFacts Facts = new()
    {
        Environment = new SortedDictionary<string, string> { ["PATH"] = "/venv/bin:$PATH" },
        User = "app", WorkingDirectory = "/app", BaseImage = "python:3.11-slim", Entrypoint = ["tini", "--"], Command = ["python", "-m", "app"],
        AptListsFrom = "base", AptListsNeeded = ["base"], AptPackages = new SortedDictionary<string, string> { ["git"] = "" },
        PipPackages = new SortedDictionary<string, PipPackage> { ["numpy"] = new(">=1.26", "/venv/bin") { IsOwn = true } },
        ProgramFolder = "/venv/bin", Parent = "base", CacheMounts = [new CacheMountFact("apt", "/var/cache/apt", "debian:12")],
    };

    private static readonly ImageRecord Record = new()
    {
        Name = "app", Reference = "localhost:5000/x/app:1", Tags = ["localhost:5000/x/app:1"], Digest = Digest, ConfigDigest = Digest, Platforms = ["linux/amd64"],
        Size = 10, PreviousSize = 9, Layers = [new ImageLayer(Digest, 10, "RUN make")], OnBuild = ["RUN true"], Steps = [new BuildStep("[1/2] RUN make", 0.5, Cached: false)],
        Duration = 1.5, PlanHash = "h", Builder = "default", Layout = "/tmp/x",
    };

    private static readonly PublishRecord Published = new()
    {
        Name = "app", Reference = "localhost:5000/x/app:1@" + Digest, Tags = ["localhost:5000/x/app:1"], Digest = Digest,
        Platforms = new Dictionary<string, string> { ["linux/amd64"] = Digest }, PlanHash = "h", BuiltDigest = Digest,
    };

    private static readonly ImagePlan Plan = new()
    {
        Name = "app", Builder = "", Dockerfile = Digest, Tags = ["app"], Platforms = ["linux/amd64"], Context = new ContextSummary(Digest, 2, 10),
        BuildArguments = { ["A"] = "1" }, Labels = { ["l"] = "2" }, Secrets = ["s"], Attestations = ["type=sbom"],
        NamedContexts = [new NamedContext("base", NamedContextKind.Parent, "x/base:1", Digest), new NamedContext("lib", NamedContextKind.Directory, "lib", Digest)],
    };

    [TestMethod]
    public void Facts_are_whole_or_none() => Check(JsonOf(FactsFile.Write, Facts), FactsFile.TryRead, facts =>
    {
        var files = new SourceFiles();
        files.Change("/x/Dockerfile", "FROM base\nENV A=$PATH B=$USER\nRUN apt-get install -y git curl && pip install numpy==1.0 && useradd app\nUSER app\nWORKDIR here\nCMD python\n");
        var result = Analyzer.Analyze(new AnalysisInput
        {
            Dockerfile = "/x/Dockerfile", ContextDirectory = "/x", Files = files, Parents = [new ParentFacts("base", ["base"], facts)], Family = [new FamilyMember("base", facts)],
        });
        Assert.IsNotNull(result.Facts);
        AssertWhole(result.Facts);
    });

    [TestMethod]
    public void The_record_of_a_build_is_whole_or_none() => Check(JsonOf(RecordFile.Write, Record), RecordFile.TryReadImage, record =>
    {
        _ = new BuildSummary([new ImageOutcome("a", "a", ImageState.Built, ["b"], record), new ImageOutcome("b", "b", ImageState.Built, [], record)]).ToString();
        _ = LintedImage.Of("a", [], null, record);
        Assert.IsTrue(Path.IsPathFullyQualified(record.Layout + Path.GetTempPath()));
    });

    [TestMethod]
    public void The_record_of_a_publish_is_whole_or_none() => Check(JsonOf(RecordFile.Write, Published), RecordFile.TryReadPublish, record => Assert.IsNotEmpty(record.Tags));

    [TestMethod]
    public void A_plan_is_whole_or_none() => Check(Plan.ToJson(), ImagePlan.TryRead, plan => Assert.IsNotNull(PlanChanges.Between(plan, Plan)));

    [TestMethod]
    public void An_answer_about_requirements_is_whole_or_none()
    {
        const string answer = """
            {"machine":"x86_64","problem":"","python":"3.11","tiers":[[{"hashes":["1111111111111111111111111111111111111111111111111111111111111111"],
             "index":"https://example.com/simple/","name":"numpy","requires":["a"],"url":"","version":"1.26.4"},
             {"hashes":[],"index":"","name":"tensors","requires":[],"url":"https://example.com/tensors-1.whl","version":"1"}]]}
            """;
        Check(answer, path => ResolvedRequirements.TryParse(File.ReadAllText(path)), resolved =>
        {
            if (resolved.Tiers.Count == 0) return;
            var written = new RequirementLock { Packages = RequirementMerge.Merge([resolved, resolved], 0), Python = resolved.Python };
            var text = RequirementLockFile.Write(written, "requirements.txt");
            Assert.HasCount(written.Packages.Count, RequirementLockFile.Parse(text.Split('\n'), "requirements.lock").Packages);
        });
    }

    [TestMethod]
    public void A_lock_is_whole_or_an_error_at_its_file()
    {
        const string text = """
            {"version":1,"images":{"docker.io/library/busybox:1.36":{"digest":"sha256:1111111111111111111111111111111111111111111111111111111111111111",
             "platforms":{"linux/amd64":"sha256:1111111111111111111111111111111111111111111111111111111111111111"},"onBuild":["RUN true"],"usedBy":["app/app.imageproj"]}}}
            """;
        Check(text, path =>
        {
            try
            {
                return LockFileStore.Read(path);
            }
            catch (DiagnosticException e)
            {
                Assert.AreEqual(path, e.Diagnostics.Single().Location.File);
                Assert.AreNotEqual(0, e.Diagnostics.Single().Location.Line);
                return null;
            }
        }, locked => Assert.AreEqual(locked, LockFile.Parse(locked.Write(), "again")));
    }

    [TestMethod]
    public void Runs_of_other_projects_in_a_log_are_kept_or_left_out()
    {
        const string log = """{"version":"2.1.0","runs":[{"automationDetails":{"id":"other"},"results":[{"ruleId":"IMG1101","text":"a"}]},{"automationDetails":{"id":"third"}}]}""";
        using var folder = new TemporaryFolder();
        var path = folder.File("lint.sarif");
        foreach (var text in JsonMutations.Of(log).Prepend(log))
        {
            File.WriteAllText(path, text);

            SarifLog.Write(path, new SarifRun { Root = "/", Project = "a", Version = "1.0.0", Findings = [] });

            var runs = JsonNode.Parse(File.ReadAllText(path))!["runs"]!.AsArray();
            Assert.AreEqual(1, runs.Count(run => (string?)run!["automationDetails"]!["id"] == "a"), text);
            if (text == log) Assert.HasCount(3, runs);
        }
    }

    [TestMethod]
    public void A_map_of_a_generated_Dockerfile_leads_to_an_item_or_nowhere()
    {
        using var folder = new TemporaryFolder();
        var (project, dockerfile) = (folder.File("app.imageproj", "<Project>\n<ItemGroup>\n<AptPackage Include=\"git\" />\n</ItemGroup>\n</Project>"), folder.File("Dockerfile", "FROM a\nRUN b\n"));
        var fields = new[] { "1", "2", "False", "AptPackage", "git", project };
        string[] values = ["", "-1", "x", "99999999999", "\0", "True", "../x", "\u001b[0m", new string('x', 100_000)];
        var lines = fields.SelectMany((_, index) => values.Select(value => string.Join('\t', fields.Select((field, i) => i == index ? value : field))))
            .Concat(["", "\t\t\t\t\t", string.Join('\t', fields[..3]), string.Join('\t', fields.Append("more"))]);
        foreach (var line in lines.Prepend(string.Join('\t', fields)))
        {
            File.WriteAllText(dockerfile + ".map", line + "\n");
            var origin = GeneratedFiles.Origin(new SourceLocation(dockerfile, 2, 1));
            Assert.IsTrue(origin.File == dockerfile || origin.File == project || !File.Exists(origin.File), line);

            var files = new SourceFiles();
            var findings = Analyzer.Analyze(new AnalysisInput { Dockerfile = dockerfile, ContextDirectory = folder.Path, Files = files });
            Assert.IsNotNull(GeneratedFindings.MoveToItems(findings, dockerfile));
        }
    }

    [TestMethod]
    public void A_lock_of_requirements_is_read_or_an_error_at_its_line()
    {
        var written = RequirementLockFile.Write(new RequirementLock
        {
            Requested = ["numpy"], Options = ["--pre"], Indexes = ["https://example.com"], Platforms = ["linux/amd64"], Python = "3.11",
            Packages = [new LockedRequirement("numpy", "1.2") { Hashes = [new string('1', 64)], Index = "https://example.com/", Via = ["a"], Marker = "x == \"y\"" }],
        }, "requirements.txt").Split('\n');
        using var folder = new TemporaryFolder();
        var path = folder.File("requirements.lock");
        string[] values = ["", " ", "\0", "null", "# via:", "# from: ", "    --hash=sha256:", "--", "a==", "a @ ", "==1", new string(' ', 200_000), "# index: x" + new string(' ', 200_000) + "x", new string('x', 200_000)];
        for (var line = 1; line < written.Length; line++)
        {
            foreach (var value in values)
            {
                File.WriteAllLines(path, written.Select((text, number) => number == line ? value : text));
                try
                {
                    AssertWhole(RequirementLockFile.TryRead(path)!);
                }
                catch (DiagnosticException e)
                {
                    // Where a package is gone, its hash is the first line that makes no sense.
                    Assert.AreEqual(("IMG6044", path), (e.Diagnostics.Single().Descriptor.Code, e.Diagnostics.Single().Location.File));
                    Assert.IsTrue(e.Diagnostics.Single().Location.Line - line is 1 or 2);
                }
            }
        }
    }

    [TestMethod]
    public void Hashes_of_files_are_believed_or_made_again()
    {
        using var folder = new TemporaryFolder();
        folder.File("context/a", "a");
        var (cache, context) = (Path.Combine(folder.Path, "context.cache"), Path.Combine(folder.Path, "context"));
        var expected = Hash();
        var content = File.ReadAllBytes(cache)[..^SHA256.HashSizeInBytes];
        var header = "IMAGESDK CONTEXT HASHES 2\n".Length;
        for (var index = header; index < content.Length; index++)
        {
            foreach (var value in (byte[])[0, 1, 0x7F, 0x80, 0xFF])
            {
                var changed = content.ToArray();
                changed[index] = value;
                Write(changed);
                _ = Hash();
            }
        }

        for (var length = header; length < content.Length; length++)
        {
            Write(content[..length]);
            Assert.AreEqual(expected, Hash());
        }

        string Hash() => ContextHasher.Hash(context, IgnoreFile.None, [ContextRead.Everything], cache).Digest;

        // With the right checksum, as only somebody who knows the format writes it.
        void Write(byte[] bytes) => File.WriteAllBytes(cache, [.. bytes, .. SHA256.HashData(bytes)]);
    }

    private static void Check<T>(string valid, Func<string, T?> read, Action<T> use)
        where T : class
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("file.json", valid);
        var value = read(path);
        Assert.IsNotNull(value, valid);
        AssertWhole(value);
        use(value);
        foreach (var text in JsonMutations.Of(valid))
        {
            File.WriteAllText(path, text, new UTF8Encoding(false));
            try
            {
                if (read(path) is not { } mutated) continue;
                AssertWhole(mutated);
                use(mutated);
            }
            catch (Exception e) when (e is not AssertFailedException)
            {
                Assert.Fail($"{text[..Math.Min(text.Length, 4000)]}\n{e}");
            }
        }
    }

    /// <summary>Nothing in it is null, and every enumeration has one of its values.</summary>
    private static void AssertWhole(object value)
    {
        switch (value)
        {
            case string or bool or int or long or double:
                return;
            case Enum known:
                Assert.IsTrue(Enum.IsDefined(known.GetType(), known));
                return;
            case IEnumerable items:
                foreach (var item in items)
                {
                    Assert.IsNotNull(item, value.GetType().Name);
                    AssertWhole(item);
                }

                return;
        }

        foreach (var property in value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.GetIndexParameters().Length == 0 && p.DeclaringType!.Namespace!.StartsWith("ImageSdk", StringComparison.Ordinal) || value is not IEnumerable && p.GetIndexParameters().Length == 0 && value.GetType().Name.StartsWith("KeyValuePair", StringComparison.Ordinal)))
        {
            if (property.PropertyType.IsPrimitive || Nullable.GetUnderlyingType(property.PropertyType) is not null || IsNullable(property)) continue;
            var part = property.GetValue(value);
            Assert.IsNotNull(part, $"{value.GetType().Name}.{property.Name}");
            AssertWhole(part);
        }
    }

    private static bool IsNullable(PropertyInfo property) => new NullabilityInfoContext().Create(property).ReadState == NullabilityState.Nullable;

    private static string JsonOf<T>(Action<string, T> write, T value)
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("file.json");
        write(path, value);
        return JsonSerializer.Serialize(JsonNode.Parse(File.ReadAllText(path)));
    }
}
