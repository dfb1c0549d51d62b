namespace ImageSdk.Generation;

/// <summary>An item, or a property, by which a project says what is in its image.</summary>
/// <param name="Type">The type of the item, or the name of the property.</param>
/// <param name="Include">The item's value, or the property's.</param>
/// <param name="DefinedIn">The full path of the file that has it; the project for a property.</param>
public sealed record DeclaredItem(string Type, string Include, string DefinedIn)
{
    private readonly IReadOnlyDictionary<string, string> _metadata = new Dictionary<string, string>();

    /// <summary>The metadata, names without regard to case, as MSBuild has them.</summary>
    public IReadOnlyDictionary<string, string> Metadata
    {
        get => _metadata;
        init => _metadata = new Dictionary<string, string>(value, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Whether it is a property of the project.</summary>
    public bool IsProperty { get; init; }

    /// <summary>The full path of the file that the item names; empty for what is no file.</summary>
    public string Path { get; init; } = "";

    /// <summary>
    /// The part of <see cref="Path"/> that the wildcard <c>**</c> stands for, with a slash at the end; or empty.
    /// </summary>
    public string RecursiveDirectory { get; init; } = "";

    /// <summary>A metadata value; empty for none.</summary>
    public string this[string name] => Metadata.GetValueOrDefault(name, "");

    /// <inheritdoc />
    public override string ToString() => $"{Type} {Include}";
}
