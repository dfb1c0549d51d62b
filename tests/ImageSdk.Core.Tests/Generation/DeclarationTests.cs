using ImageSdk.Diagnostics;
using ImageSdk.Generation;

namespace ImageSdk.Core.Tests.Generation;

/// <summary>What is wrong with a declaration is said at the item, and all of it at once.</summary>
[TestClass]
public sealed class DeclarationTests
{
    /// <summary>In each, line 3 is wrong.</summary>
    [TestMethod]
    [DataRow("IMG6001", """<AptPackage Include="curl|reboot" />""")]
    [DataRow("IMG6001", """<AptPackage Include="Curl" />""")]
    [DataRow("IMG6001", """<AptPackage Include="curl" Version="1; reboot" />""")]
    [DataRow("IMG6001", """<AptPackage Include="curl" Stage="runtime" />""")]
    [DataRow("IMG6002", """<AptPackage Include="gcc" Stage="build" />""")]
    [DataRow("IMG6001", """<AptSource Include="a/b" Uri="https://deb.example.com" Suites="stable" />""")]
    [DataRow("IMG6001", """<AptSource Include="x" Uri="file:///etc" Suites="stable" />""")]
    [DataRow("IMG6001", """<AptSource Include="x" Uri="https://deb.example.com" Suites="it's" />""")]
    [DataRow("IMG6003", """<AptSource Include="x" Uri="https://deb.example.com" Suites="stable" Key="no.asc" />""")]
    [DataRow("IMG6003", """<PipRequirements Include="missing.txt" />""")]
    [DataRow("IMG6003", """<PipRequirements Include="empty.txt" />""")]
    [DataRow("IMG6001", """<PipRequirements Include="with space.txt" />""")]
    [DataRow("IMG6001", """<PipIndex Include="https://me:secret@pypi.example.com/simple" />""")]
    [DataRow("IMG6001", """<PipIndex Include="pypi.example.com" />""")]
    [DataRow("IMG6001", """<PipIndex Include="https://pypi.example.com/simple" Secret="unknown" />""")]
    [DataRow("IMG6001", """<ImageContent Include="main.py" TargetPath="app" />""")]
    [DataRow("IMG6001", """<ImageContent Include="main.py" TargetPath="/app/../../etc" />""")]
    [DataRow("IMG6001", """<ImageContent Include="main.py" TargetPath="/app;rm -rf" />""")]
    [DataRow("IMG6001", """<ImageContent Include="main.py" Mode="rwx" />""")]
    [DataRow("IMG6001", """<ImageContent Include="main.py" Owner="me &amp; you" />""")]
    [DataRow("IMG6001", """<ImageContent Include="main.py" Owner="app:" />""")]
    [DataRow("IMG6001", """<ImageContent Include="main.py" Owner="a:b:c" />""")]
    [DataRow("IMG6001", """<ImageRun Include="true" Mounts="type=cache,target=&quot;/x" />""")]
    [DataRow("IMG6001", """<ImageSecret Include="a&#10;RUN id" /><ImageRun Include="true" Secrets="a&#10;RUN id" />""")]
    [DataRow("IMG6001", """<ContainerEnvironmentVariable Include="PATH" Value="/opt/bin:$PATH" />""")]
    [DataRow("IMG6003", """<ImageContent Include="missing.py" />""")]
    [DataRow("IMG6003", """<ImageContent Include="." />""")]
    [DataRow("IMG6002", """<ImageContent Include="other/main.py" /><ImageContent Include="main.py" />""")]
    [DataRow("IMG6001", """<ImageDirectory Include="data" />""")]
    [DataRow("IMG6001", """<ImageDirectory Include="/data" Mode="999" />""")]
    [DataRow("IMG6001", """<ImageBinary Include="Not An Image" Source="/x" />""")]
    [DataRow("IMG6001", """<ImageBinary Include="busybox:1.36" />""")]
    [DataRow("IMG6001", """<ImageRun Include="true" At="Sometimes" />""")]
    [DataRow("IMG6001", """<ImageRun Include="true" Mounts="/root/.npm" />""")]
    [DataRow("IMG6001", """<ImageRun Include="true" Secrets="unknown" />""")]
    [DataRow("IMG6001", """<ContainerEnvironmentVariable Include="A B" Value="x" />""")]
    [DataRow("IMG6002", """<ContainerEnvironmentVariable Include="A" Value="1" /><ContainerEnvironmentVariable Include="A" Value="2" />""")]
    [DataRow("IMG6001", """<ContainerEntrypoint Include="python main.py" />""")]
    [DataRow("IMG6001", """<ContainerPort Include="http" />""")]
    [DataRow("IMG6001", """<ContainerPort Include="80" Type="sctp" />""")]
    public void An_item_that_cannot_be_used_is_reported_where_it_stands(string code, string item) => AssertWrong(code, 3, $"""
        <Project>
          <ItemGroup>
            {item}
          </ItemGroup>
          <PropertyGroup><ContainerBaseImage>python:3.11-slim</ContainerBaseImage></PropertyGroup>
        </Project>
        """);

    [TestMethod]
    [DataRow("IMG6001", "<ContainerUser>Me</ContainerUser>")]
    [DataRow("IMG6001", "<ImageUserId>0</ImageUserId>")]
    [DataRow("IMG6001", "<ImageInit>systemd</ImageInit>")]
    [DataRow("IMG6001", "<ImageUv>uv:1&#10;RUN id</ImageUv>")]
    [DataRow("IMG6001", "<ImageUv>uv:1,source=/etc</ImageUv>")]
    [DataRow("IMG6001", "<ImageStripDocs>yes</ImageStripDocs>")]
    [DataRow("IMG6001", "<ImagePythonInstaller>conda</ImagePythonInstaller>")]
    [DataRow("IMG6001", "<ContainerWorkingDirectory>app</ContainerWorkingDirectory>")]
    [DataRow("IMG6001", "<ImageStopSignal>QUIT NOW</ImageStopSignal>")]
    [DataRow("IMG6002", "<ImageHealthcheckInterval>30s</ImageHealthcheckInterval>")]
    public void A_property_that_cannot_be_used_is_reported_where_it_is_set(string code, string property) => AssertWrong(code, 4, $"""
        <Project>
          <PropertyGroup>
            <ContainerBaseImage>python:3.11-slim</ContainerBaseImage>
            {property}
          </PropertyGroup>
        </Project>
        """);

    [TestMethod]
    public void A_base_without_Python_is_reported_at_the_requirements() => AssertWrong("IMG6005", 4, """
        <Project>
          <PropertyGroup><ContainerBaseImage>ubuntu:22.04</ContainerBaseImage></PropertyGroup>
          <ItemGroup>
            <PipRequirements Include="requirements.txt" />
          </ItemGroup>
        </Project>
        """);

    [TestMethod]
    public void Packages_of_apt_on_an_image_without_it_are_reported() => AssertWrong("IMG6001", 4, """
        <Project>
          <PropertyGroup><ContainerBaseImage>python:3.11-alpine</ContainerBaseImage></PropertyGroup>
          <ItemGroup>
            <AptPackage Include="curl" />
          </ItemGroup>
        </Project>
        """);

    [TestMethod]
    public void A_file_outside_of_the_chosen_context_is_reported() => AssertWrong("IMG6006", 4, """
        <Project>
          <PropertyGroup><ContainerBaseImage>python:3.11-slim</ContainerBaseImage><ImageContext>other</ImageContext></PropertyGroup>
          <ItemGroup>
            <ImageContent Include="main.py" />
          </ItemGroup>
        </Project>
        """);

    [TestMethod]
    public void No_base_is_reported() => AssertWrong("IMG6004", 0, """
        <Project>
          <ItemGroup><ImageContent Include="main.py" /></ItemGroup>
        </Project>
        """);

    [TestMethod]
    public void A_base_and_a_parent_are_reported_at_the_base() => AssertWrong("IMG6002", 2, """
        <Project>
          <PropertyGroup><ContainerBaseImage>python:3.11-slim</ContainerBaseImage></PropertyGroup>
          <ItemGroup><ProjectReference Include="parent.imageproj" /></ItemGroup>
        </Project>
        """);

    [TestMethod]
    public void All_that_is_wrong_is_said_at_once()
    {
        using var folder = new TemporaryProject("""
            <Project>
              <ItemGroup>
                <AptPackage Include="A" />
                <ContainerPort Include="B" />
              </ItemGroup>
              <PropertyGroup><ContainerBaseImage>python:3.11-slim</ContainerBaseImage></PropertyGroup>
            </Project>
            """);

        var problems = Assert.ThrowsExactly<DiagnosticException>(() => DockerfileGenerator.Generate(DeclaredProject.Read(folder.File))).Diagnostics;

        CollectionAssert.AreEqual(new[] { 3, 4 }, problems.Select(problem => problem.Location.Line).Order().ToList());
    }

    private static void AssertWrong(string code, int line, string project)
    {
        using var folder = new TemporaryProject(project);

        var problem = Assert.ThrowsExactly<DiagnosticException>(() => DockerfileGenerator.Generate(DeclaredProject.Read(folder.File))).Diagnostics[0];

        Assert.AreEqual((code, folder.File, line), (problem.Descriptor.Code, problem.Location.File, problem.Location.Line), problem.Message);
    }
}
