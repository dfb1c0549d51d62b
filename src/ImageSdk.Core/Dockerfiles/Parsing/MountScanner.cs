namespace ImageSdk.Dockerfiles;

/// <summary>
/// Reads the options of <c>--mount</c> flags, which are one line of CSV. The same as <c>parseMount</c> in BuildKit's
/// <c>frontend/dockerfile/instructions/commands_runmount.go</c>.
/// </summary>
internal static class MountScanner
{
    private static readonly string[] Keys =
    [
        "type", "from", "source", "src", "target", "dst", "destination", "readonly", "ro", "readwrite", "rw", "id", "sharing",
        "required", "mode", "uid", "gid", "size", "env",
    ];

    private static readonly string[] KeysWithoutValue = ["readonly", "ro", "readwrite", "rw", "required"];

    private static readonly string[] Types = ["bind", "cache", "tmpfs", "secret", "ssh"];

    public static IReadOnlyList<Mount> Scan(IReadOnlyList<Flag> flags, SourceText source, DiagnosticBag diagnostics)
    {
        var mounts = new List<Mount>();
        foreach (var flag in flags)
        {
            if (flag is not { Name.Value: "mount", Value: { } value })
                continue;
            var options = CsvScanner.Scan(value, source).ConvertAll(ToOption);
            foreach (var option in options)
                Check(option, diagnostics);
            mounts.Add(new Mount(flag, options));
        }

        return mounts;
    }

    private static MountOption ToOption(LogicalText field)
    {
        var equals = field.Value.IndexOf('=');
        return equals < 0
            ? new MountOption(field.Token(0, field.Length), null)
            : new MountOption(field.Token(0, equals), field.Token(equals + 1, field.Length));
    }

    private static void Check(MountOption option, DiagnosticBag diagnostics)
    {
        var key = option.Key.Value.ToLowerInvariant();
        if (!Keys.Contains(key))
        {
            diagnostics.Report(option.Key, $"Unknown mount option '{option.Key}'.{Suggestion.For(key, Keys)}");
        }
        else if (option.Value is null)
        {
            if (!KeysWithoutValue.Contains(key))
                diagnostics.Report(option.Key, $"The mount option '{option.Key}' needs a value: {option.Key}=….");
        }
        else if (key == "from" && HasVariable(option.Value.Value))
        {
            diagnostics.Report(
                option.Value,
                "BuildKit expands no variables in a mount's 'from'. "
                + "Give the image a stage of its own (FROM image AS name) and mount from that.");
        }
        else if (key == "type" && !option.Value.Value.Contains('$') && !Types.Contains(option.Value.Value.ToLowerInvariant()))
        {
            diagnostics.Report(option.Value, $"Unknown mount type '{option.Value}'.{Suggestion.For(option.Value.Value, Types)}");
        }
    }

    private static bool HasVariable(string value) => value.IndexOf('$') is >= 0 and var dollar && dollar < value.Length - 1;
}
