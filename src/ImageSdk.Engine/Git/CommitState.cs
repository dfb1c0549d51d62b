namespace ImageSdk.Engine.Git;

/// <summary>Whether git can bring back the content of a file.</summary>
public enum CommitState
{
    /// <summary>The last commit has the content, or there is no file yet.</summary>
    Committed,

    /// <summary>The last commit has another content or no such file: it is changed, new or ignored.</summary>
    Changed,

    /// <summary>The repository has no commit.</summary>
    NoCommit,

    /// <summary>The file is in no repository.</summary>
    NoRepository,

    /// <summary>git is not installed, or refuses the repository.</summary>
    Unknown,
}
