using System.Text.RegularExpressions;
using ImageSdk.Analysis;
using ImageSdk.Analysis.Images;
using ImageSdk.Engine.Tests.Infrastructure;

namespace ImageSdk.Engine.Tests.Analysis;

/// <summary>
/// A folder <c>Fixes/CODE</c>, or <c>Fixes/CODE-what-it-shows</c>: a build context with what a rule mends. Its <c>Dockerfile</c> stands on
/// one of <see cref="Bases"/>, which are all the image of <c>PackageHost/</c>, and its last stage is called <c>image</c>.
/// What is in <c>parent/</c> is a project of that name, whose last stage is called so, too.
/// A comment <c># differs TEXT</c> says that what has the text in its name may be another one in the fixed image, and that something is.
/// </summary>
internal sealed partial class FixCase
{
    private static readonly string Folder = Path.Combine(PackageHost.AnalysisFolder, "Fixes");

    private FixCase(string directory)
    {
        Name = Path.GetFileName(directory);
        Rule = RuleCatalog.All.Single(rule => rule.Descriptor.Code == CodeOf(directory));
        Differing = [.. Difference().Matches(File.ReadAllText(Path.Combine(directory, "Dockerfile"))).Select(match => match.Groups[1].Value)];
    }

    /// <summary>The images that cases may stand on.</summary>
    public static IReadOnlyList<string> Bases { get; } =
        ["debian:12", "python:3.11-slim", "node:22", "mcr.microsoft.com/dotnet/sdk:9.0", "golang:1.23", "rust:1.82", "alpine:3.20", "rockylinux:9", "continuumio/miniconda3:24.7.1-0"];

    /// <summary>The name of every case.</summary>
    public static IEnumerable<string> Names =>
        Directory.EnumerateDirectories(Folder).Order(StringComparer.Ordinal).Select(directory => Path.GetFileName(directory)!);

    /// <summary>The name of the folder.</summary>
    public string Name { get; }

    /// <summary>The rule that it is about.</summary>
    public Rule Rule { get; }

    /// <summary>What may differ.</summary>
    public IReadOnlyList<string> Differing { get; }

    /// <summary>Reads a case.</summary>
    public static FixCase Read(string name) => new(Path.Combine(Folder, name));

    /// <summary>The input of a case, or of the parent of one.</summary>
    /// <param name="directory">The folder of its Dockerfile.</param>
    public static AnalysisInput InputOf(string directory)
    {
        var parent = Path.Combine(directory, "parent");
        return new AnalysisInput
        {
            Name = Path.GetFileName(directory),
            Dockerfile = Path.Combine(directory, "Dockerfile"),
            ContextDirectory = directory,
            Parents = Directory.Exists(parent) ? [new ParentFacts("parent", ["parent"], Analyzer.Analyze(InputOf(parent), []).Facts)] : [],
        };
    }

    /// <summary>Copies the case to a folder where it can be fixed.</summary>
    public void CopyTo(TemporaryDirectory directory)
    {
        var own = Path.Combine(Folder, Name);
        foreach (var file in Directory.EnumerateFiles(own, "*", SearchOption.AllDirectories))
            directory.Write(Path.GetRelativePath(own, file), File.ReadAllText(file));
    }

    private static string CodeOf(string directory) => Path.GetFileName(directory).Split('-')[0];

    [GeneratedRegex("^# differs (.+)$", RegexOptions.Multiline)]
    private static partial Regex Difference();
}
