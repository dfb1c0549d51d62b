using ImageSdk.Diagnostics;
using ImageSdk.Locking;
using ImageSdk.Planning;
using ImageSdk.References;

namespace ImageSdk.Core.Tests.Planning;

/// <summary>A project directory with a Dockerfile, and what it takes to make its plan.</summary>
internal sealed class PlanningTree : IDisposable
{
    public const string DigestA = "sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    public const string DigestB = "sha256:bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";

    public PlanningTree(string dockerfile)
    {
        Definition = new ImageDefinition
        {
            Name = "app",
            ProjectFile = Path.Combine(Root, "app.imageproj"),
            Dockerfile = Path.Combine(Root, "Dockerfile"),
            ContextDirectory = Root,
            Tags = [ImageReference.Parse("localhost:5000/app:1")],
            LockFile = Path.Combine(Root, "images.lock.json"),
            IntermediateDirectory = Path.Combine(Root, "obj", "Debug", "app.image"),
        };
        Write("Dockerfile", dockerfile);
    }

    public ImageDefinition Definition { get; set; }

    public List<ParentImage> Parents { get; } = [];

    public LockFile Lock { get; set; } = LockFile.Empty;

    public List<Diagnostic> Reported { get; } = [];

    private string Root { get; } = Directory.CreateTempSubdirectory("imagesdk-plan-").FullName;

    public static ParentImage Base(string digest = DigestA) =>
        new("/x/base.imageproj", ["localhost:5000/x/base:1", "x/base:1", "base"], "localhost:5000/x/base:1", digest);

    public void Locks(string request, string digest = DigestB, params string[] triggers) =>
        Lock = Lock.With(new LockEntry(ImageRequest.Parse(request), ImageDigest.Parse(digest), new Dictionary<Platform, ImageDigest>(), triggers: triggers));

    public void Write(string path, string text)
    {
        var file = Path.Combine(Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    public string PathOf(string path) => Path.Combine(Root, path);

    public ImagePlan Plan(params Platform[] platforms) =>
        ImagePlanner.Plan(Definition, platforms, Parents, Lock, Reported.Add, CancellationToken.None);

    public Diagnostic Error() => Assert.ThrowsExactly<DiagnosticException>(() => Plan()).Diagnostics[0];

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
