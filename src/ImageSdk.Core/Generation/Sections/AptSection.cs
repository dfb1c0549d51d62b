using System.Text.RegularExpressions;
using ImageSdk.Analysis.Commands;
using ImageSdk.Diagnostics;

namespace ImageSdk.Generation.Sections;

/// <summary>
/// The packages of the distribution: one RUN, sorted, without recommends, with cache mounts that really fill, and nothing left in
/// the layer but the packages.
/// </summary>
internal sealed partial class AptSection
{
    private readonly GenerationContext _context;
    private readonly List<DeclaredItem> _runtime;
    private readonly List<DeclaredItem> _build;
    private readonly IReadOnlyList<DeclaredItem> _sources;
    private bool _keepsPackages;

    /// <summary>Reads and checks the items.</summary>
    /// <param name="context">What the sections share.</param>
    /// <param name="more">Packages that other sections need.</param>
    public AptSection(GenerationContext context, IEnumerable<DeclaredItem> more)
    {
        _context = context;
        _keepsPackages = context.Base.Facts.AptKeepsPackages;
        var packages = context.Of("AptPackage");
        foreach (var package in packages) Check(package);
        _build = [.. packages.Where(package => package["Stage"] == "build")];
        _runtime = [.. packages.Except(_build).Where(package => package["Stage"].Length == 0), .. more];
        if (NeedsInit())
            _runtime.Add(new DeclaredItem("ImageInit", "tini", context.Declaration.ProjectFile) { IsProperty = true });
        _sources = context.Of("AptSource");
        foreach (var source in _sources) Check(source);
        CheckContradictions([.. _runtime]);
        CheckContradictions(_build);
        if (!context.Base.HasApt && packages.Concat(_sources).FirstOrDefault() is { } first)
            context.Wrong(first, $"{context.Base.Outside} has no apt, so {first.Include} cannot be installed by it. Start from "
                + "an image on Debian or Ubuntu, or install it with ImageRun.");
    }

    /// <summary>Whether the image has an init.</summary>
    public bool HasInit =>
        _runtime.Any(package => NameOf(package) == "tini") || _context.Base.Facts.AptPackages.ContainsKey("tini");

    /// <summary>The packages that the image is asked to have, its parents' among them; not those that come along.</summary>
    public IEnumerable<string> Packages =>
        _runtime.Select(NameOf).Concat(_context.Base.Facts.AptPackages.Keys).Distinct().Order(StringComparer.Ordinal);

    /// <summary>Writes the packages of the image.</summary>
    public void Write()
    {
        if (_runtime.Count > 0 || _sources.Count > 0) Write(_runtime, _sources, isThrownAway: false);
    }

    /// <summary>Writes the packages that only building needs.</summary>
    public void WriteBuildPackages()
    {
        if (_build.Count > 0) Write(_build, [], isThrownAway: true);
    }

    /// <summary>Says so when there are packages for a stage that the image has not.</summary>
    public void CheckUse(bool hasBuildStage)
    {
        if (!hasBuildStage && _build.Count > 0)
            _context.Wrong(DiagnosticDescriptors.DeclarationContradicts, _build[0],
                $"{_build[0].Include} is for the build stage, which is there only for wheels. Set ImageWheelhouse to true and "
                + "name PipRequirements, or remove the package.");
    }

    /// <summary>An image of the family brings it for all that stand on it; where nothing has it, a program needs it.</summary>
    private bool NeedsInit()
    {
        var init = _context.Declaration.Property("ImageInit");
        if (init.Include is not ("" or "tini" or "none"))
            _context.Wrong(init, $"ImageInit is '{init.Include}'. Use tini or none.");
        return init.Include != "none" && _context.Base.HasApt && !_context.Base.Facts.AptPackages.ContainsKey("tini")
            && (!_context.Base.IsProject || _context.Of("ContainerEntrypoint").Count > 0)
            && _context.Of("AptPackage").All(package => NameOf(package) != "tini");
    }

    private void Write(List<DeclaredItem> packages, IReadOnlyList<DeclaredItem> sources, bool isThrownAway)
    {
        var hasPlatforms = _context["ImagePlatforms"].AsSpan().ContainsAny(',', ';');
        var run = new RunText();
        foreach (var mount in AptPaths.Mounts(_context.Base.Outside, hasPlatforms)) run.Mount(mount);
        foreach (var source in sources.Where(source => source["Key"].Length > 0))
            run.Mount($"type=bind,source={_context.Files.Relative(source.Path)},target=/run/keys/{source.Include}.asc");

        var strips = _context.IsTrue("ImageStripDocs");
        if (strips && !isThrownAway) run.Line(StripDocumentation);
        if (!_keepsPackages)
        {
            _keepsPackages = true;
            run.Line("# Debian's images empty the cache after every call; without that hook the mounts keep what was "
                + "downloaded.");
            run.Line("rm -f /etc/apt/apt.conf.d/docker-clean");
        }

        foreach (var source in sources) AddSource(run, source);
        run.Line("apt-get update");
        var names = packages.Select(Quoted).Distinct().Order(StringComparer.Ordinal).ToList();
        if (names.Count > 0)
        {
            run.Line("DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends \\\n    "
                + $"{string.Join(" \\\n    ", names)}");
        }

        if (!isThrownAway)
        {
            run.Line("rm -rf /var/log/apt /var/log/dpkg.log /var/log/alternatives.log /var/cache/debconf/*-old "
                + "/var/lib/dpkg/*-old /var/cache/ldconfig/aux-cache");
        }

        var comment = Comment("AptSource", sources)
            + Comment("AptPackage", packages.Where(package => package.Type == "AptPackage"))
            + string.Concat(packages.Where(package => package.Type != "AptPackage").GroupBy(package => package.Type)
                .Select(group => Comment(group.Key, group)));
        _context.Dockerfile.Block(comment, hasPlatforms ? ["ARG TARGETARCH", run.ToString()] : [run.ToString()],
            [.. packages, .. sources]);
    }

    private const string StripDocumentation =
        """
        # Manuals, documentation and translations are left out; licenses stay.
        printf '%s\n' 'path-exclude=/usr/share/doc/*' 'path-include=/usr/share/doc/*/copyright' 'path-exclude=/usr/share/man/*' \
            'path-exclude=/usr/share/info/*' 'path-exclude=/usr/share/locale/*' > /etc/dpkg/dpkg.cfg.d/nodoc
        rm -rf /usr/share/man/* /usr/share/info/* /usr/share/locale/*
        find /usr/share/doc -depth -type f ! -name copyright -delete
        """;

    private static void AddSource(RunText run, DeclaredItem source)
    {
        var key = source["Key"].Length > 0 ? $" 'Signed-By: /etc/apt/keyrings/{source.Include}.asc'" : "";
        if (key.Length > 0)
            run.Line($"install -D --mode=644 /run/keys/{source.Include}.asc /etc/apt/keyrings/{source.Include}.asc");
        var components = source["Components"].Length > 0 ? $" 'Components: {source["Components"].Replace(';', ' ')}'" : "";
        run.Line($"printf '%s\\n' 'Types: deb' 'URIs: {source["Uri"]}' 'Suites: "
            + $"{source["Suites"].Replace(';', ' ')}'{components}{key} > /etc/apt/sources.list.d/{source.Include}.sources");
    }

    private static string Comment(string type, IEnumerable<DeclaredItem> items) =>
        string.Join(", ", items.Select(item => item.Include)) is { Length: > 0 } names ? $"{type}: {names}\n" : "";

    private static string NameOf(DeclaredItem package) => package.Include.Split('=')[0];

    /// <summary>What the shell gets: a version with a wildcard is for apt to read.</summary>
    private static string Quoted(DeclaredItem package) => Word(package).Contains('*') ? $"'{Word(package)}'" : Word(package);

    private static string Word(DeclaredItem package) =>
        package["Version"].Length > 0 ? $"{package.Include}={package["Version"]}" : package.Include;

    private void CheckContradictions(IEnumerable<DeclaredItem> packages)
    {
        foreach (var same in packages.GroupBy(NameOf)
            .Where(same => same.Select(Word).Where(word => word.Contains('=')).Distinct().Count() > 1))
            _context.Wrong(DiagnosticDescriptors.DeclarationContradicts, same.Last(),
                $"{same.Key} is asked for as {string.Join(" and ", same.Select(Word).Distinct())}. Keep one of them.");
    }

    private void Check(DeclaredItem item)
    {
        if (item.Type == "AptPackage")
        {
            if (!Package().IsMatch(item.Include))
            {
                _context.Wrong(item, $"'{item.Include}' is not a valid name of a package. Use small letters, digits and + - . "
                    + "only, as in libsndfile1.");
            }

            if (item["Version"].Length > 0 && !Version().IsMatch(item["Version"]))
            {
                _context.Wrong(item, $"Version of {item} is '{item["Version"]}', which is not a valid version of a package. "
                    + "Write it as apt shows it, such as 1.2.3-1.");
            }

            if (item["Stage"] is not ("" or "build"))
            {
                _context.Wrong(item, $"Stage of {item} is '{item["Stage"]}'. Use build for what only building needs, or "
                    + "nothing.");
            }

            return;
        }

        if (!SourceName().IsMatch(item.Include))
            _context.Wrong(item, $"'{item.Include}' is not a valid name for a file. Use letters, digits and dashes.");
        if (!Uri.TryCreate(item["Uri"], UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https")
            || !Plain().IsMatch(item["Uri"]))
            _context.Wrong(item, $"Uri of {item} is '{item["Uri"]}'. Write the address of the repository, such as "
                + "https://deb.example.com/debian.");
        if (!Plain().IsMatch(item["Suites"]))
            _context.Wrong(item, $"Suites of {item} is '{item["Suites"]}'. Write the release, such as bookworm.");
        if (item["Components"].Length > 0 && !Plain().IsMatch(item["Components"]))
            _context.Wrong(item, $"Components of {item} is '{item["Components"]}'. Write words such as main.");
        if (item["Key"].Length > 0 && !File.Exists(item.Path))
        {
            _context.Wrong(DiagnosticDescriptors.DeclaredFileMissing, item,
                $"There is no {item.Path}, the key of {item}. Put the repository's public key there.");
        }
        else if (item["Key"].Length > 0) _context.CheckMounted(item, item.Path);
    }

    [GeneratedRegex(@"^[a-z0-9][a-z0-9+.-]+(:[a-z0-9-]+)?(=[A-Za-z0-9.+:~*-]+)?\z")]
    private static partial Regex Package();

    [GeneratedRegex(@"^[A-Za-z0-9.+:~*-]+\z")]
    private static partial Regex Version();

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9-]*\z")]
    private static partial Regex SourceName();

    [GeneratedRegex(@"^[A-Za-z0-9._~:/?#@!&()+,;=%-]+\z")]
    private static partial Regex Plain();
}
