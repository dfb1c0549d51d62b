namespace ImageSdk.EndToEnd.Tests.Infrastructure;

/// <summary>.NET projects without packages, which restore without any feed.</summary>
public static class DotnetProjects
{
    /// <summary>Writes a console application <c>NAME/NAME.csproj</c>.</summary>
    public static void Console(TestTree tree, string name, string program, string content = "", string frameworks = "<TargetFramework>net10.0</TargetFramework>")
    {
        tree.Write($"{name}/{name}.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                {frameworks}
                <UseAppHost>false</UseAppHost>
              </PropertyGroup>
              {content}
            </Project>
            """);
        tree.Write($"{name}/Program.cs", program);
    }
}
