using System.Globalization;

namespace ImageSdk.Benchmarks.Graphs;

/// <summary>
/// Three levels with a wide fan-out: one base, some images in the middle, and leaves. Small, in the shape of real ones:
/// requirements, a RUN that installs them, code that all leaves share, and code of their own.
/// </summary>
/// <param name="count">The number of images, 5 at least.</param>
/// <param name="files">The number of files in <c>shared/</c>, which every leaf copies.</param>
internal sealed class GeneratedGraph(int count, int files) : ImageGraph
{
    private const string Base = "base";

    /// <summary>Bytes that a RUN writes: something to compress and to store, but not what the time goes to.</summary>
    private static readonly Dictionary<string, int> Payload =
        new() { ["base"] = 4 << 20, ["middle"] = 1 << 20, ["leaf"] = 64 << 10 };

    public override string Name => files == 1 ? Format(count) : $"{Format(count)}-{Format(files)}";

    public override string Title =>
        string.Create(CultureInfo.InvariantCulture, $"{count} images, {files:N0} {(files == 1 ? "file" : "files")} shared by all leaves");

    public override IReadOnlyList<ImageNode> Images { get; } = Generate(count);

    public override string Leaf => "leaf-1";

    public override string LeafFile => "leaf-1/app.py";

    public override string RequirementsFile => "base/requirements.txt";

    public override void Write(string directory, string contender, string registry)
    {
        TreeFile.Write(directory, ".dockerignore", "**/bin\n**/obj\n*.json\n");
        for (var file = 1; file <= files; file++)
        {
            TreeFile.Write(directory, $"shared/{file % 100:00}/module_{file}.py", $"def answer_{file}():\n    return {file}\n");
        }

        foreach (var image in Images)
        {
            var level = image.Parent is null ? "base" : image.Parent == Base ? "middle" : "leaf";
            var parent = image.Parent is { } name ? Tag(Images.First(i => i.Name == name), contender, registry) : "busybox:1.36";
            TreeFile.Write(directory, $"{image.Name}/requirements.txt", $"# {contender}\n{image.Name}-package==1.0\n");
            TreeFile.Write(directory, $"{image.Name}/app.py", $"print('{image.Name}')\n");
            TreeFile.Write(directory, $"{image.Name}/Dockerfile", Dockerfile(image.Name, parent, level));
        }
    }

    private static string Dockerfile(string name, string parent, string level) => $"""
        FROM {parent}
        COPY {name}/requirements.txt /app/requirements/{name}.txt
        RUN mkdir -p /app/packages && yes "$(sort /app/requirements/*.txt)" | head -c {Payload[level]} > /app/packages/{name}.bin
        {(level == "leaf" ? "COPY shared/ /app/shared/\n" : "")}COPY {name}/*.py /app/{name}/
        CMD ["cat", "/app/{name}/app.py"]

        """;

    private static List<ImageNode> Generate(int count)
    {
        var middles = Math.Max(3, count / 20);
        List<ImageNode> images = [new(Base, $"{Base}:1.0", null)];
        for (var n = 1; n <= middles; n++) images.Add(new($"middle-{n}", $"middle-{n}:1.0", Base));
        for (var n = 1; images.Count < count; n++)
        {
            images.Add(new($"leaf-{n}", $"leaf-{n}:1.0", $"middle-{((n - 1) % middles) + 1}"));
        }

        return images;
    }

    private static string Format(int number) => number.ToString(CultureInfo.InvariantCulture);
}
