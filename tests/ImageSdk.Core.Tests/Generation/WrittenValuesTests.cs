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
        AssertReported(element, isReported, [new DeclaredItem("ImageRun", "x", "") { Metadata = new Dictionary<string, string> { ["Command"] = arrived } }]);

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

        Assert.AreEqual(isReported ? "IMG6010 3" : "", string.Join(' ', WrittenValues.Check(declaration).Select(problem => $"{problem.Descriptor.Code} {problem.Location.Line}")));
    }
}
