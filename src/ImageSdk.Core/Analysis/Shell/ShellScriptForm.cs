namespace ImageSdk.Analysis.Shell;

/// <summary>How the command of a <c>RUN</c> is written.</summary>
internal enum ShellScriptForm
{
    /// <summary>Not for a shell that can be read.</summary>
    Opaque,

    /// <summary>As one line, possibly continued.</summary>
    Line,

    /// <summary>As a here-document: <c>RUN &lt;&lt;EOF</c>.</summary>
    Document,

    /// <summary>As a JSON array, without a shell.</summary>
    Exec,
}
