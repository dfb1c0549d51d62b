namespace ImageSdk.Core.Tests.Generation;

/// <summary>A project file beside the files that the tests name, in a folder of its own.</summary>
internal sealed class TemporaryProject : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("declared");

    public TemporaryProject(string project)
    {
        File = Write("app.imageproj", project);
        Write("main.py", "print()");
        Write("other/main.py", "print()");
        Write("requirements.txt", "tqdm==4.66.4\n");
        Write("with space.txt", "tqdm==4.66.4\n");
        Write("empty.txt", "# nothing\n");
        Write("parent.imageproj", "<Project><PropertyGroup><ContainerBaseImage>python:3.11-slim</ContainerBaseImage></PropertyGroup></Project>");
    }

    /// <summary>The full path of the project file.</summary>
    public string File { get; }

    /// <summary>Writes a file, and gives its full path.</summary>
    public string Write(string path, string text)
    {
        var full = Path.Combine(_folder.FullName, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        System.IO.File.WriteAllText(full, text);
        return full;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
