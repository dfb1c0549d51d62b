namespace ImageSdk.Dockerfiles;

/// <summary>A stage of a Dockerfile: a <c>FROM</c> and what follows up to the next.</summary>
public sealed class Stage
{
    internal Stage(int index, FromInstruction from, IReadOnlyList<Instruction> instructions)
    {
        Index = index;
        From = from;
        Instructions = instructions;
    }

    /// <summary>The number of the stage, from 0, by which <c>COPY --from</c> can call it.</summary>
    public int Index { get; }

    /// <summary>The name after <c>AS</c> as written, or null. Upper and lower case mean the same.</summary>
    public string? Name => From.StageName?.Value;

    /// <summary>The instruction that starts the stage.</summary>
    public FromInstruction From { get; }

    /// <summary>The instructions after <see cref="From"/>.</summary>
    public IReadOnlyList<Instruction> Instructions { get; }

    /// <summary>The name, or the number of a stage without a name.</summary>
    public override string ToString() => Name ?? Index.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
