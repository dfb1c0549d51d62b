using System.Text;
using ImageSdk.Benchmarks.Graphs;
using ImageSdk.Benchmarks.Machine;
using ImageSdk.Benchmarks.Measuring;
using ImageSdk.Records;

namespace ImageSdk.Benchmarks.Contenders;

/// <summary>ImageSdk projects and a solution, with the packed SDK.</summary>
/// <param name="key">How <c>--contender</c> calls it.</param>
/// <param name="feed">The folder with the SDK's package.</param>
/// <param name="packages">The folder that NuGet extracts it to.</param>
internal sealed class DotnetContender(string key, string feed, string packages) : Contender
{
    public const string AsTyped = "dotnet";
    public const string NoRestore = "no-restore";
    public const string Server = "server";

    /// <summary>Nodes and servers of other users of this machine answer to another salt, so each run has its own.</summary>
    private static readonly string Salt = Guid.NewGuid().ToString("N");

    public override string Key => key;

    public override string Title => key switch
    {
        NoRestore => "`dotnet build --no-restore`",
        Server => "`dotnet build`, MSBuild server",
        _ => "`dotnet build`",
    };

    public override void LayOut(Tree tree)
    {
        PackedSdk.WriteConfiguration(tree.Directory, feed, packages);
        TreeFile.Write(tree.Directory, "Directory.Build.props", $"""
            <Project>
              <PropertyGroup>
                <ContainerRegistry>{tree.Registry}</ContainerRegistry>
                <ImageContext>$(MSBuildThisFileDirectory)</ImageContext>
              </PropertyGroup>
            </Project>
            """);
        TreeFile.Write(tree.Directory, "Directory.Solution.targets", """
            <Project><Import Project="Solution.targets" Sdk="ImageSdk" /></Project>
            """);
        var solution = new StringBuilder();
        foreach (var image in tree.Graph.Images)
        {
            TreeFile.Write(tree.Directory, $"{image.Name}/{image.Name}.imageproj", Project(tree, image));
            solution.Append($"""<Project Path="{image.Name}/{image.Name}.imageproj" />""");
        }

        TreeFile.Write(tree.Directory, "images.slnx", $"""
            <Solution>
              <Configurations><ProjectType TypeId="9A19103F-16F7-4668-BE54-9A1E7A4F7556" Extension=".imageproj" /></Configurations>
              {solution}
            </Solution>
            """);
    }

    /// <summary>The lock is there from now on, as in a repository where it is committed.</summary>
    public override IReadOnlyList<Invocation> Prepare(Tree tree) => [Restore()];

    public override Invocation Build(Tree tree, CacheUse cache)
    {
        string[] arguments = cache == CacheUse.Write ? ["publish"] : key == NoRestore ? ["build", "--no-restore"] : ["build"];
        return Dotnet(arguments, cache);
    }

    /// <summary>A restore of all projects.</summary>
    public Invocation Restore() => Dotnet(["restore"], CacheUse.None);

    public override void Forget(Tree tree)
    {
        foreach (var image in tree.Graph.Images)
        {
            foreach (var output in new[] { "bin", "obj" })
            {
                var directory = Path.Combine(tree.Directory, image.Name, output);
                if (Directory.Exists(directory)) Directory.Delete(directory, recursive: true);
            }
        }
    }

    /// <summary>From the records that this build wrote. They hold what buildx's progress said, as for the other contenders.</summary>
    public override int CountRunSteps(Tree tree, Outcome outcome) => tree.Graph.Images
        .Select(i => Path.Combine(tree.Directory, i.Name, "bin", "Debug", $"{i.Name}.image.json"))
        .Where(f => File.GetLastWriteTimeUtc(f) >= outcome.Started)
        .Select(f => RecordFile.TryReadImage(f) ?? throw new ContestException($"{f} is no record"))
        .Sum(r => r.Steps.Count(s => !s.Cached && RawProgress.IsRunStep(s.Name)));

    private static string Project(Tree tree, ImageNode image)
    {
        var name = tree.Graph.Repository(image, tree.Contender).Split(':');
        var reference = image.Parent is { } parent ? $"""<ProjectReference Include="../{parent}/{parent}.imageproj" />""" : "";
        return $"""
            <Project Sdk="ImageSdk">
              <PropertyGroup>
                <ContainerRepository>{name[0]}</ContainerRepository>
                <ContainerImageTag>{name[1]}</ContainerImageTag>
              </PropertyGroup>
              <ItemGroup>{reference}</ItemGroup>
            </Project>
            """;
    }

    private Invocation Dotnet(string[] arguments, CacheUse cache) => new("dotnet", arguments)
    {
        Environment = new Dictionary<string, string?>
        {
            ["DOTNET_CLI_USE_MSBUILD_SERVER"] = key == Server ? "1" : "0",
            ["MSBUILDDISABLENODEREUSE"] = key == Server ? null : "1",
            ["MSBUILDNODEHANDSHAKESALT"] = Salt,
            ["ImageCache"] = cache == CacheUse.None ? "none" : null,
        },
    };
}
