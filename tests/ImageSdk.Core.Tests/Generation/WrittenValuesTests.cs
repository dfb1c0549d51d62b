using ImageSdk.Generation;

namespace ImageSdk.Core.Tests.Generation;

/// <summary>What MSBuild makes of values that look like paths or patterns; the second argument is what was seen to arrive on Linux.</summary>
[TestClass]
public sealed class WrittenValuesTests
{
    [TestMethod]
    [DataRow("""<ImageRun Include="grep '\.py$'" />""", "grep '/.py$'", true)]
    [DataRow("""<ImageRun Include="grep '%5C.py$'" />""", "grep '\\.py$'", false)]
    [DataRow("""<ImageRun Include="rm -f /tmp/*.whl" />""", null, true)]
    [DataRow("""<ImageRun Include="rm -f /tmp/%2A.whl" />""", "rm -f /tmp/*.whl", false)]
    [DataRow("""<ContainerDefaultArgs Include="what?" />""", null, true)]
    [DataRow("""<ContainerDefaultArgs Include="http://host/?a=1" />""", "http://host/?a=1", false)]
    [DataRow("""<ContainerDefaultArgs Include="*.py" />""", "main.py", false)]
    [DataRow("""<ContainerDefaultArgs Include="*.py" Condition="false" />""", null, false)]
    [DataRow("""<ContainerDefaultArgs Include="$(Words)*" />""", null, false)]
    [DataRow("""<ImageContent Include="data\*.json" />""", null, false)]
    [DataRow("""<ImageContent Include="a%20b.json" />""", "a b.json", false)]
    [DataRow("""<AptPackage Include="python3-*" />""", null, true)]
    [DataRow("""<PipIndex Include="https://host/?simple" />""", null, true)]
    [DataRow("""<ContainerDefaultArgs Include="https://host/caf%C3%A9" />""", "https://host/caf\u00c3\u00a9", true)]
    [DataRow("""<ContainerDefaultArgs Include="%20blanks%20;100%25" />""", " blanks ", false)]
    [DataRow("""<ContainerLabel Include="a?b" Value="x" />""", null, true)]
    [DataRow("""<ContainerLabel Include="a\b" Value="x" />""", "a/b", true)]
    [DataRow("""<ImageBuildArg Include="A*" Value="x" />""", null, true)]
    public void An_include_that_does_not_arrive_is_reported(string element, string? arrived, bool isReported)
    {
        var type = element[1..element.IndexOf(' ', StringComparison.Ordinal)];
        AssertReported(element, isReported, arrived is null ? [] : [new DeclaredItem(type, arrived, "")]);
    }

    [TestMethod]
    [DataRow("""<ImageRun Include="x" Command="/bin/printf 'a\nb'" />""", "/bin/printf 'a/nb'", true)]
    [DataRow("""<ImageRun Include="x"><Command>/bin/printf 'a\nb'</Command></ImageRun>""", "/bin/printf 'a/nb'", true)]
    [DataRow("""<ImageRun Include="x" Command="printf 'a\nb'" />""", "printf 'a\\nb'", false)]
    [DataRow("""<ImageRun Include="x" Command="/bin/printf 'a%5Cnb'" />""", "/bin/printf 'a\\nb'", false)]
    public void A_command_with_other_slashes_is_reported(string element, string arrived, bool isReported) =>
        AssertReported(element, isReported, [Item("ImageRun", "Command", arrived)]);

    [TestMethod]
    [DataRow("/opt/a\\b", "/opt/a/b", true)]
    [DataRow("/opt/a%5Cb", "/opt/a\\b", false)]
    [DataRow("a\\b", "a\\b", false)]
    [DataRow("https://host/a%20b", "https://host/a b", true)]
    [DataRow("https://host/a%2520b", "https://host/a%20b", false)]
    [DataRow("%41", "A", true)]
    [DataRow("%22100%25%22%3B%0A%09%24%40%28%29%27%2A%3F", "\"100%\";\n\t$@()'*?", false)]
    [DataRow("100% of * ? ; %zz;", "100% of * ? ; %zz;", false)]
    [DataRow("$(Prefix)%20", "x ", false)]
    public void A_value_that_does_not_arrive_is_reported(string written, string arrived, bool isReported)
    {
        foreach (var type in (string[])["ContainerLabel", "ImageBuildArg", "ContainerEnvironmentVariable"])
        {
            AssertReported($"<{type} Include=\"x\" Value=\"{written}\" />", isReported, [Item(type, "Value", arrived)]);
            AssertReported($"<{type} Include=\"x\"><Value>{written}</Value></{type}>", isReported, [Item(type, "Value", arrived)]);
        }
    }

    /// <summary>Items of another kind are not in what arrived, which does not mean that they did not arrive.</summary>
    [TestMethod]
    public void Items_of_other_types_are_not_looked_at()
    {
        using var folder = new TemporaryProject("""<Project><ItemGroup><ImageRun Include="rm *.whl" /></ItemGroup></Project>""");

        Assert.IsEmpty(WrittenValues.Check(new ImageDeclaration { ProjectFile = folder.File }, WrittenValues.BuildTypes));
    }

    [TestMethod]
    public void A_project_is_looked_at_once_after_each_edit()
    {
        using var folder = new TemporaryProject("<Project />");
        var dockerfile = Path.Combine(Path.GetDirectoryName(folder.File)!, "Dockerfile");
        var declaration = new ImageDeclaration { ProjectFile = folder.File };

        Assert.IsTrue(GeneratedFiles.IsOlderThan(dockerfile, declaration));
        GeneratedFiles.Write(dockerfile, new GeneratedDockerfile("FROM scratch\n", "", "", []));
        GeneratedFiles.Confirm(dockerfile);
        Assert.IsFalse(GeneratedFiles.IsOlderThan(dockerfile, declaration));
        File.SetLastWriteTimeUtc(folder.File, DateTime.UtcNow.AddMinutes(1));
        Assert.IsTrue(GeneratedFiles.IsOlderThan(dockerfile, declaration));
    }

    private static void AssertReported(string element, bool isReported, IReadOnlyList<DeclaredItem> items)
    {
        using var folder = new TemporaryProject($"<Project>\n<ItemGroup>\n{element}\n</ItemGroup>\n</Project>");
        var declaration = new ImageDeclaration { ProjectFile = folder.File, Items = [.. items.Select(item => item with { DefinedIn = folder.File })] };

        var problems = WrittenValues.Check(declaration, [.. WrittenValues.DeclaredTypes, .. WrittenValues.BuildTypes]);
        Assert.AreEqual(isReported ? "IMG6010 3" : "",
            string.Join(' ', problems.Select(problem => $"{problem.Descriptor.Code} {problem.Location.Line}")), element);
    }

    private static DeclaredItem Item(string type, string name, string value) =>
        new(type, "x", "") { Metadata = new Dictionary<string, string> { [name] = value } };
}
