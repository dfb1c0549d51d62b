namespace ImageSdk.Contexts;

/// <summary>How <see cref="PathPattern"/> compares a path; the names are those of moby's match types.</summary>
internal enum PatternKind
{
    /// <summary>The path is the pattern.</summary>
    Exact,

    /// <summary>The path starts with what precedes the <c>**</c> at the end.</summary>
    Prefix,

    /// <summary>The path ends with what follows the <c>**</c> at the start, or is it.</summary>
    Suffix,

    /// <summary>Everything else.</summary>
    Wildcards,
}
