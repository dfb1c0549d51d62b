#pragma warning disable CS1591 // The members are the instructions of the Dockerfile reference, and mean what it says.

namespace ImageSdk.Dockerfiles;

/// <summary>The instructions of a Dockerfile.</summary>
public enum InstructionKind
{
    /// <summary>A keyword that is no instruction; always an error.</summary>
    Unknown,
    Add,
    Arg,
    Cmd,
    Copy,
    Entrypoint,
    Env,
    Expose,
    From,
    Healthcheck,
    Label,
    Maintainer,
    Onbuild,
    Run,
    Shell,
    StopSignal,
    User,
    Volume,
    Workdir,
}
