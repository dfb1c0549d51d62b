namespace ImageSdk.Analysis.Shell;

/// <summary>What stands between two commands.</summary>
internal enum Connector
{
    /// <summary>Nothing: the list begins or ends.</summary>
    None,

    /// <summary><c>;</c> or the end of a line.</summary>
    Sequence,

    /// <summary><c>&amp;&amp;</c></summary>
    And,

    /// <summary><c>||</c></summary>
    Or,

    /// <summary><c>|</c> or <c>|&amp;</c></summary>
    Pipe,

    /// <summary><c>&amp;</c></summary>
    Background,
}
