using ImageSdk.Storage;

namespace ImageSdk.Engine.Builds;

/// <summary>When the engine was last seen to have an image under all its tags.</summary>
/// <param name="Digest">The digest of the image.</param>
/// <param name="Mark">The <see cref="Docker.EngineEvent.Mark"/> of the engine's last event before that.</param>
internal sealed record Sighting(string Digest, string Mark)
{
    /// <summary>Reads what <see cref="TryWrite"/> wrote; null when it is not there or something else.</summary>
    public static Sighting? TryRead(string file)
    {
        try
        {
            return File.Exists(file) && TextFile.Read(file).Split('\n') is [var digest, var mark, ..]
                ? new Sighting(digest, mark)
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Writes it where that is possible: without it, the engine is asked again.</summary>
    public void TryWrite(string file)
    {
        try
        {
            AtomicFile.Write(file, $"{Digest}\n{Mark}\n");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A build that has nothing to do succeeds also where it cannot write.
        }
    }
}
