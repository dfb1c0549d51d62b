namespace ImageSdk.Dockerfiles;

/// <summary>In which way a Dockerfile uses an image.</summary>
public enum ImageUseKind
{
    /// <summary><c>FROM image</c>.</summary>
    From,

    /// <summary><c>COPY --from=image</c>. The name can also be that of a named context.</summary>
    CopyFrom,

    /// <summary><c>RUN --mount=from=image</c>. The name can also be that of a named context.</summary>
    MountFrom,

    /// <summary><c># syntax=image</c>, the front end that reads the Dockerfile.</summary>
    Syntax,
}
