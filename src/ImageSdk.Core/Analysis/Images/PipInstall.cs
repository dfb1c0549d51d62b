using ImageSdk.Analysis.Commands;
using ImageSdk.Analysis.Requirements;

namespace ImageSdk.Analysis.Images;

/// <summary>A call of pip that installs, downloads or builds, with the requirement files that it reads.</summary>
internal sealed class PipInstall
{
    /// <summary>The <c>RUN</c>.</summary>
    public required RunStep Run { get; init; }

    /// <summary>The call.</summary>
    public required PipCommand Pip { get; init; }

    /// <summary>What the command itself names.</summary>
    public required IReadOnlyList<Requirement> Inline { get; init; }

    /// <summary>The files that it reads.</summary>
    public required RequirementSet Files { get; init; }

    /// <summary>
    /// Where packages are installed: the folder of pip's program, or the first of <c>PATH</c>; a <c>--target</c> or
    /// <c>--prefix</c>. Two that are equal install to one place, except <c>?</c>, which is any.
    /// </summary>
    public required string Environment { get; init; }

    /// <summary>Whether constraints keep what was installed before in its version. They say nothing of other packages.</summary>
    public bool KeepsInstalled { get; init; }

    /// <summary>What is installed, that of the command first.</summary>
    public IEnumerable<Requirement> Requirements => Inline.Concat(Files.Files.SelectMany(file => file.Requirements));

    /// <summary>Whether packages come from an index, and not only from a folder of wheels.</summary>
    public bool UsesIndex => !Pip.Has("no-index") && Run.State.Lookup("PIP_NO_INDEX") is null
        && !Files.Files.Any(file => file.Options.Any(option => option.Name == "no-index"));

    /// <summary>Whether it installs, and does not only download or build wheels.</summary>
    public bool Installs => Pip.Subcommand.Value is "install" or "sync";

    /// <summary>The values of an option in the command, in its files, and of its variable (<c>PIP_EXTRA_INDEX_URL</c>).</summary>
    /// <param name="names">The long name, then short ones.</param>
    public IEnumerable<string> ValuesOf(params string[] names)
    {
        var variable = (Pip.IsUv ? "UV_" : "PIP_") + names[0].ToUpperInvariant().Replace('-', '_');
        var fromEnvironment = Pip.Line.Environment.GetValueOrDefault(variable) ?? Pip.Line.Lookup(variable);
        return Pip.Options.Where(option => names.Contains(option.Name)).Select(option => option.Value ?? option.Word.Value)
            .Concat(Files.Files.SelectMany(file => file.Options).Where(option => names.Contains(option.Name))
                .Select(option => option.Value))
            .Concat(fromEnvironment?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? []);
    }
}
