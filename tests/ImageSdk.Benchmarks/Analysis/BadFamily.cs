using ImageSdk.Benchmarks.Graphs;

namespace ImageSdk.Benchmarks.Analysis;

/// <summary>A family with the usual mistakes, written to be measured: a base, an ML base and three services.</summary>
internal static class BadFamily
{
    /// <summary>The solution.</summary>
    public const string Solution = "family.slnx";

    /// <summary>The requirements of the ML base, on which all services stand.</summary>
    public const string Requirements = "base-ml/requirements.txt";

    private static readonly string[] Services = ["asr", "vad", "mux"];

    /// <summary>Writes the family.</summary>
    public static void Write(string directory, string registry)
    {
        TreeFile.Write(directory, "Directory.Build.props", $"""
            <Project>
              <PropertyGroup>
                <ContainerRegistry>{registry}</ContainerRegistry>
                <ContainerRepository>bad-family/$(MSBuildProjectName)</ContainerRepository>
                <ImageCache>none</ImageCache>
              </PropertyGroup>
            </Project>
            """);
        Image(directory, "base", null, """
            FROM python:3.11-slim
            ENV PIP_NO_CACHE_DIR=1
            RUN apt-get update && apt-get upgrade -y && apt-get install -y curl git
            CMD ["python3"]

            """);
        Image(directory, "base-ml", "base", """
            FROM base
            RUN apt-get update && apt-get install -y gcc python3-dev && apt-get clean
            COPY . /opt/base-ml/
            RUN pip install --no-cache-dir -r /opt/base-ml/requirements.txt

            """);
        TreeFile.Write(directory, Requirements, "numpy==1.26.4\njoblib==1.4.2\nwebrtcvad==2.0.10\n");
        foreach (var service in Services)
        {
            Image(directory, service, "base-ml", $"""
                FROM base-ml
                RUN apt-get update && apt-get install -y sox && apt-get clean && rm -rf /var/lib/apt/lists/*
                COPY . /app
                RUN pip install --no-cache-dir orjson>=3 tqdm
                ENTRYPOINT python3 /app/{service}.py

                """);
            TreeFile.Write(directory, $"{service}/{service}.py", $"print('{service}')\n");
        }

        TreeFile.Write(directory, Solution,
            $"<Solution>{string.Concat(((string[])["base", "base-ml", .. Services]).Select(name => $"<Project Path=\"{name}/{name}.imageproj\" Type=\"9A19103F-16F7-4668-BE54-9A1E7A4F7556\" />"))}</Solution>");
    }

    private static void Image(string directory, string name, string? parent, string dockerfile)
    {
        TreeFile.Write(directory, $"{name}/Dockerfile", dockerfile);
        TreeFile.Write(directory, $"{name}/{name}.imageproj", parent is null
            ? """<Project Sdk="ImageSdk" />"""
            : $"""<Project Sdk="ImageSdk"><ItemGroup><ProjectReference Include="../{parent}/{parent}.imageproj" /></ItemGroup></Project>""");
    }
}
