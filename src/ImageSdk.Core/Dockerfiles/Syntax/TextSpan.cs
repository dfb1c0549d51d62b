namespace ImageSdk.Dockerfiles;

/// <summary>A part of a text, in UTF-16 code units.</summary>
/// <param name="Start">The offset of the first code unit, from 0.</param>
/// <param name="Length">The number of code units; 0 for a place between two of them.</param>
public readonly record struct TextSpan(int Start, int Length)
{
    /// <summary>The offset after the last code unit.</summary>
    public int End => Start + Length;

    /// <summary>The span from one offset up to, without, another.</summary>
    public static TextSpan FromBounds(int start, int end) => new(start, end - start);

    /// <summary>Whether the other span lies wholly within this one.</summary>
    public bool Contains(TextSpan other) => other.Start >= Start && other.End <= End;
}
