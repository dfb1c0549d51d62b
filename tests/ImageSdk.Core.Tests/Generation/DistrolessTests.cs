using ImageSdk.Diagnostics;
using ImageSdk.Generation;

namespace ImageSdk.Core.Tests.Generation;

[TestClass]
public sealed class DistrolessTests
{
    [TestMethod]
    [DataRow("""<ContainerEntrypoint Include="/bin/sh;-c;exec python" />""", "", "IMG6002", 8)]
    [DataRow("""<ImageHealthcheck Include="bash;-c;true" />""", "", "IMG6002", 8)]
    [DataRow("""<ImageContent Include="main.py" TargetPath="/" /><ImageRun Include="true" At="AfterContent" />""", "", "IMG6002", 8)]
    [DataRow("", "<ImageDistroless>gcr.io/distroless/base:1.*</ImageDistroless>", "IMG6001", 6)]
    [DataRow("", "<ContainerBaseImage>debian:12</ContainerBaseImage><ImageDistroless>true</ImageDistroless>", "IMG6005", 6)]
    public void What_needs_a_shell_or_has_no_Python_is_an_error_at_its_line(string items, string properties, string code, int line)
    {
        var error = Assert.ThrowsExactly<DiagnosticException>(() => Generate($"""
            <Project>
              <PropertyGroup>
                <ContainerBaseImage>python:3.11-slim</ContainerBaseImage>
                <ImageDistroless>true</ImageDistroless>
              </PropertyGroup>
              <PropertyGroup>{properties}</PropertyGroup>
              <ItemGroup>
                {items}
              </ItemGroup>
            </Project>
            """)).Diagnostics.Single();

        Assert.AreEqual((code, line), (error.Descriptor.Code, error.Location.Line), error.ToString());
    }

    [TestMethod]
    public void An_image_on_a_distroless_one_is_an_error_at_the_reference()
    {
        var error = Assert.ThrowsExactly<DiagnosticException>(() => Generate("""
            <Project>
              <ItemGroup>
                <ProjectReference Include="tool.imageproj" />
                <ProjectReference Include="parent.imageproj" />
                <ImageBinary Include="tool" Source="/bin/tool" />
              </ItemGroup>
            </Project>
            """)).Diagnostics.Single();

        Assert.AreEqual(("IMG6002", 4), (error.Descriptor.Code, error.Location.Line), error.ToString());
    }

    [TestMethod]
    public void A_parent_s_program_user_folder_and_variables_are_said_again()
    {
        var text = Generate("""
            <Project>
              <PropertyGroup><ImageDistroless>true</ImageDistroless></PropertyGroup>
              <ItemGroup><ProjectReference Include="family.imageproj" /></ItemGroup>
            </Project>
            """);

        var end = text[text.LastIndexOf("FROM scratch", StringComparison.Ordinal)..];
        foreach (var line in (string[])["GREETING=\"hello world\"", "USER 10001", "WORKDIR /srv", """ENTRYPOINT ["tini", "--", "python"]""", """CMD ["--serve"]"""])
        {
            StringAssert.Contains(end, line, StringComparison.Ordinal);
        }
    }

    private static string Generate(string project)
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            void Write(string name, string content) => File.WriteAllText(Path.Combine(folder.FullName, name), content);
            Write("main.py", "pass\n");
            Write("tool.imageproj", "<Project><PropertyGroup><ContainerBaseImage>busybox:1.36</ContainerBaseImage></PropertyGroup></Project>");
            Write("parent.imageproj", "<Project><PropertyGroup><ContainerBaseImage>python:3.11-slim</ContainerBaseImage><ImageDistroless>true</ImageDistroless></PropertyGroup></Project>");
            Write("family.imageproj", """
                <Project>
                  <PropertyGroup><ContainerBaseImage>python:3.11-slim</ContainerBaseImage><ContainerWorkingDirectory>/srv</ContainerWorkingDirectory></PropertyGroup>
                  <ItemGroup>
                    <ContainerEnvironmentVariable Include="GREETING" Value="hello world" />
                    <ContainerEntrypoint Include="python" />
                    <ContainerDefaultArgs Include="--serve" />
                  </ItemGroup>
                </Project>
                """);
            Write("image.imageproj", project);
            return DockerfileGenerator.Generate(DeclaredProject.Read(Path.Combine(folder.FullName, "image.imageproj"))).Text;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
