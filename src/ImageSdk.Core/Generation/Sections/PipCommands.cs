using ImageSdk.Diagnostics;

namespace ImageSdk.Generation.Sections;

/// <summary>How pip and uv are called: with their cache, the project's indexes and requirement files at their places.</summary>
internal sealed class PipCommands
{
    private const string Requirements = "/run/requirements";
    private readonly GenerationContext _context;
    private readonly IReadOnlyList<DeclaredItem> _indexes;

    /// <summary>Reads and checks the indexes.</summary>
    public PipCommands(GenerationContext context)
    {
        _context = context;
        _indexes = context.Of("PipIndex");
        foreach (var index in _indexes) Check(index);
    }

    /// <summary>Begins a command of pip that reads the files of several tiers.</summary>
    public RunText Begin(IEnumerable<RequirementTier> tiers)
    {
        var run = Begin(isUv: false);
        foreach (var file in tiers.SelectMany(tier => tier.Files).Distinct())
            run.Mount($"type=bind,source={_context.Files.Relative(file)},target={InImage(file)}");
        return run;
    }

    /// <summary>The place in the image of a file of any tier, beside those of the others.</summary>
    public string InImage(string file) => $"{Requirements}/{_context.Files.Relative(file)}";

    /// <summary>The options that name the indexes of the project.</summary>
    public IEnumerable<string> IndexOptions =>
        _indexes.SelectMany((index, number) => new[] { number == 0 ? "--index-url" : "--extra-index-url", index.Include });

    /// <summary>Begins a command that reads the files of a tier, with the cache and the passwords of indexes.</summary>
    public RunText Begin(RequirementTier tier, bool isUv) => Mount(Begin(isUv), tier);

    private RunText Begin(bool isUv)
    {
        // A parent with a cache for whisper's models has moved all caches.
        var (tool, caches) = (isUv ? "uv" : "pip",
            _context.Base.Facts.Environment.GetValueOrDefault("XDG_CACHE_HOME", "/root/.cache"));
        var run = new RunText().Mount($"type=cache,id={tool},target={caches}/{tool}");
        if (isUv && !_context.Base.Outside.Contains("astral-sh/uv", StringComparison.Ordinal)
            && !_context.Base.Facts.PipPackages.ContainsKey("uv"))
        {
            var uv = _context["ImageUv"].Length > 0 ? _context["ImageUv"] : "ghcr.io/astral-sh/uv:latest";
            run.Mount($"type=bind,from={uv},source=/uv,target=/usr/local/bin/uv");
        }

        // Passwords of indexes are read from a netrc, by pip and by uv.
        foreach (var secret in _indexes.Select(index => index["Secret"]).Where(secret => secret.Length > 0).Distinct().Take(1))
            run.Mount($"type=secret,id={secret},target=/root/.netrc,required=true");
        return run;
    }

    /// <summary>Mounts the files of a tier.</summary>
    public RunText Mount(RunText run, RequirementTier tier)
    {
        foreach (var file in tier.Files)
            run.Mount($"type=bind,source={_context.Files.Relative(file)},target={InImage(tier, file)}");
        return run;
    }

    /// <summary>The indexes and the files of a tier.</summary>
    public string Options(RequirementTier tier, bool isUv)
    {
        // uv wants a hash also for what is installed already, and looks into one index only; with hashes no other file can come
        // from the second.
        var forUv = isUv && tier.Lock is { } locked
            ? " --no-deps" + (_indexes.Count + locked.Options.Count > 1 ? " --index-strategy unsafe-best-match" : "")
            : "";
        return string.Concat(IndexOptions.Select(option => $" {ShellArgument.Quote(option)}")) + forUv + Files(tier);
    }

    /// <summary>
    /// What comes before the command that reads the files of a tier: pip reads paths in them from the directory that it is
    /// started in.
    /// </summary>
    public string Enter(RequirementTier tier) =>
        tier.StartsInDirectory
            ? $"cd {ShellArgument.Quote(Path.GetDirectoryName(InImage(tier, tier.File))!.Replace('\\', '/'))} && "
            : "";

    /// <summary>The files of a tier.</summary>
    public string Files(RequirementTier tier) =>
        $"{(tier.IsLocked ? " --require-hashes" : "")} --requirement {ShellArgument.Quote(InImage(tier, tier.File))}";

    /// <summary>Files keep their places to each other, since they name each other by relative paths.</summary>
    private string InImage(RequirementTier tier, string file)
    {
        var relative = Path.GetRelativePath(Path.GetDirectoryName(tier.File)!, file);
        var areBelow = tier.Files.All(other =>
            !Path.GetRelativePath(Path.GetDirectoryName(tier.File)!, other).StartsWith("..", StringComparison.Ordinal));
        return $"{Requirements}/{(areBelow ? relative.Replace('\\', '/') : _context.Files.Relative(file))}";
    }

    private void Check(DeclaredItem index)
    {
        if (!Uri.TryCreate(index.Include, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https")
            || index.Include.Any(c => char.IsWhiteSpace(c) || "'\"$`\\;&|<>()".Contains(c)))
            _context.Wrong(index, $"'{index.Include}' is not a valid address of an index. Write it as "
                + "https://pypi.example.com/simple.");
        else if (uri.UserInfo.Length > 0)
            _context.Wrong(index, $"The address of {uri.Host} has a password in it, which would be in the image's history. Put "
                + "it into a netrc, name that as an ImageSecret, and the secret's id as Secret of the PipIndex.");
        var secret = index["Secret"];
        if (secret.Length > 0 && _context.Of("ImageSecret").All(known => known.Include != secret))
            _context.Wrong(index, $"Secret of {index} is '{secret}', but the project has no ImageSecret of that name. Add "
                + $"<ImageSecret Include=\"{secret}\" File=\"…\" /> with a netrc.");
        if (secret.Length > 0) _context.CheckSecret(index, secret);
        if (secret.Length > 0 && _indexes.Any(other => other["Secret"].Length > 0 && other["Secret"] != secret))
            _context.Wrong(DiagnosticDescriptors.DeclarationContradicts, index,
                "Two indexes have different secrets. One netrc can have the passwords of several machines: name it for both.");
    }
}
