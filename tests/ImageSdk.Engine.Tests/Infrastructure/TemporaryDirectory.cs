namespace ImageSdk.Engine.Tests.Infrastructure;

/// <summary>A directory of one test, removed with everything in it.</summary>
public sealed class TemporaryDirectory : IDisposable
{
    public string FullName { get; } = Directory.CreateTempSubdirectory("imagesdk-engine-tests-").FullName;

    /// <summary>Writes a file, and the directories that it lies in.</summary>
    public string Write(string name, string content)
    {
        var file = Path.Combine(FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, content);
        return file;
    }

    public void Dispose() => Directory.Delete(FullName, recursive: true);
}
