using ImageSdk.Diagnostics;
using ImageSdk.Generation.Requirements;
using ImageSdk.References;

namespace ImageSdk.Generation.Sections;

/// <summary>
/// Python packages: a tier of requirements is a layer, the stable ones first, with the cache of pip or uv mounted. With a
/// wheelhouse, what has to be compiled is compiled elsewhere.
/// </summary>
internal sealed class PythonSection
{
    private const string Environment = "/opt/venv";

    /// <summary>What pip itself needs, a package may need newer.</summary>
    private const string PipList = "pip list --format=freeze --exclude pip --exclude setuptools --exclude wheel";
    private readonly GenerationContext _context;
    private readonly IReadOnlyList<RequirementTier> _tiers;
    private readonly DeclaredItem _installer;
    private readonly bool _makesEnvironment;

    /// <summary>Reads and checks the items.</summary>
    public PythonSection(GenerationContext context, IReadOnlyList<RequirementTier> tiers)
    {
        _context = context;
        _tiers = tiers;
        Commands = new PipCommands(context);
        _installer = context.Declaration.Property("ImagePythonInstaller");
        UsesWheelhouse = context.IsTrue("ImageWheelhouse") && tiers.Count > 0;
        if (_installer.Include is not ("" or "pip" or "uv"))
            context.Wrong(_installer, $"ImagePythonInstaller is '{_installer.Include}'. Use pip or uv.");
        var uv = context.Declaration.Property("ImageUv");
        if (uv.Include.Length > 0 && !(ImageRequest.TryParse(uv.Include, out var request, out _) && request.Range is null))
            context.Wrong(uv, $"ImageUv is '{uv.Include}', which is not a valid name of an image. Write it as "
                + "ghcr.io/astral-sh/uv:0.8.");
        foreach (var tier in tiers) Check(tier);

        var brings = context.Of("AptPackage")
            .Any(package => package["Stage"].Length == 0 && ImageBase.IsPython(package.Include.Split('=')[0]));
        _makesEnvironment = context.Base.VirtualEnvironment.Length == 0 && (brings || context.Base.HasDistributionPython)
            && BaseKnowledge.HasNoPython(context.Base.Outside);
        if (tiers.Count > 0 && !context.Base.HasPython && !_makesEnvironment)
        {
            context.Wrong(DiagnosticDescriptors.BaseWithoutPython, tiers[0].Item,
                $"{context.Base.Outside} has no Python that could install {tiers[0].Item.Include}. Add <AptPackage "
                + "Include=\"python3\" />, or start from an image such as python:3.13-slim.");
        }
    }

    /// <summary>How pip and uv are called.</summary>
    public PipCommands Commands { get; }

    /// <summary>Whether wheels are built in a stage of their own.</summary>
    public bool UsesWheelhouse { get; }

    /// <summary>The property that asks for wheels.</summary>
    public DeclaredItem WheelhouseOrigin => _context.Declaration.Property("ImageWheelhouse");

    /// <summary>What apt has to install for all of this.</summary>
    public IEnumerable<DeclaredItem> AptPackages =>
        _makesEnvironment && !_context.Base.Facts.AptPackages.ContainsKey("python3-venv")
        && _context.Of("AptPackage").All(package => package.Include is not ("python3-venv" or "python3-full"))
        ? [new DeclaredItem("PipRequirements", "python3-venv", _context.Declaration.ProjectFile)]
        : [];

    private bool HasEnvironment => VirtualEnvironment.Length > 0;

    private bool UsesUv => _installer.Include == "uv"
        || (_installer.Include.Length == 0
            && (_context.Base.Outside.Contains("astral-sh/uv", StringComparison.Ordinal)
                || _context.Base.Facts.PipPackages.ContainsKey("uv")));

    /// <summary>
    /// Writes the virtual environment where the distribution's Python needs one, and the variables that Python reads.
    /// </summary>
    public void WriteEnvironment()
    {
        var variables = Variables.ToList();
        if (_makesEnvironment)
        {
            _context.Dockerfile.Block(
                "A virtual environment: the distribution's own Python is for the distribution's packages (PEP 668).",
                $"RUN python3 -m venv {Environment}", Origins());
            variables.InsertRange(0, [$"VIRTUAL_ENV={Environment}", $"PATH={Environment}/bin:$PATH"]);
        }

        if (variables.Count > 0) _context.Dockerfile.Block("", "ENV " + string.Join(" \\\n    ", variables), Origins());
    }

    /// <summary>The folder of the virtual environment; empty for none.</summary>
    public string VirtualEnvironment => _makesEnvironment ? Environment : _context.Base.VirtualEnvironment;

    /// <summary>What Python and pip read at every start, as <c>ENV</c> takes it.</summary>
    public IEnumerable<string> Variables
    {
        get
        {
            var known = _context.Base.Facts.Environment;
            if (_tiers.Count == 0) yield break;

            // Output appears when it is written, and pip does not ask the index for a newer pip.
            if (!known.ContainsKey("PYTHONUNBUFFERED")) yield return "PYTHONUNBUFFERED=1";
            if (!known.ContainsKey("PIP_DISABLE_PIP_VERSION_CHECK") && !UsesUv) yield return "PIP_DISABLE_PIP_VERSION_CHECK=1";
        }
    }

    /// <summary>
    /// Writes the wheels of all tiers; by PEP 517, since the old way needs a package that virtual environments of Debian lack.
    /// </summary>
    public void WriteWheels()
    {
        foreach (var (index, tier) in _tiers.Index().Where(tier => tier.Item.Installs))
        {
            var run = Commands.Begin(tier, isUv: false);
            if (Constrains(index, tier))
            {
                run.Line("# The versions of lower tiers: those that are installed, and those that were built here.");
                run.Line($"{PipList} > /tmp/installed.txt");
                if (index > 0) run.Line(@"ls /wheels | sed -nE 's/^([^-]+)-([^-]+)-.*\.whl$/\1==\2/p' >> /tmp/installed.txt");
                run.Line($"{Commands.Enter(tier)}pip wheel --use-pep517 --wheel-dir /wheels --constraint "
                    + $"/tmp/installed.txt{Commands.Options(tier, isUv: false)}");
            }
            else
            {
                // A lock has all that is needed and not in the image already, which no wheel is made for.
                run.Line($"{Commands.Enter(tier)}pip wheel --use-pep517 --wheel-dir "
                    + $"/wheels{(tier.Lock is null ? "" : " --no-deps")}{Commands.Options(tier, isUv: false)}");
            }

            _context.Dockerfile.Block($"PipRequirements: {_context.NameOf(tier.Item)}", run.ToString(), tier.Item);
        }
    }

    /// <summary>Writes the installation of all tiers.</summary>
    /// <param name="wheels">The stage that has the wheels.</param>
    public void WriteInstalls(string wheels)
    {
        foreach (var (index, tier) in _tiers.Index().Where(tier => tier.Item.Installs))
        {
            var run = !UsesWheelhouse
                ? Commands.Begin(tier, UsesUv)
                : new RunText().Mount($"type=bind,from={wheels},source=/wheels,target=/wheels");
            if (UsesWheelhouse && tier.Lock is null) Commands.Mount(run, tier);
            var options = UsesWheelhouse
                ? $" --no-index --find-links /wheels{(tier.Lock is { } locked ? Names(locked) : Commands.Files(tier))}"
                : Commands.Options(tier, UsesUv);
            // pip compiles what it installs; itself and Python's library, which official images leave uncompiled, would be 10 MB
            // in the layer.
            var install = Commands.Enter(tier)
                + (UsesUv
                    ? $"uv pip install{(HasEnvironment ? "" : " --system")} --compile-bytecode --link-mode copy"
                    : "PYTHONDONTWRITEBYTECODE=1 pip install");
            if (Constrains(index, tier))
            {
                run.Line("# What is installed stays as it is: a second version of a package would only cover the first.");
                run.Line((UsesUv ? $"uv pip freeze{(HasEnvironment ? "" : " --system")}" : "PYTHONDONTWRITEBYTECODE=1 " + PipList)
                    + " > /tmp/installed.txt");
                run.Line($"{install} --constraint /tmp/installed.txt{options}");
                run.Line("rm /tmp/installed.txt");
            }
            else
            {
                run.Line(install + options);
            }

            _context.Dockerfile.Block($"PipRequirements: {_context.NameOf(tier.Item)}", run.ToString(), tier.Item);
        }
    }

    /// <summary>Begins a command of pip that reads the files of all tiers.</summary>
    public RunText BeginForAllTiers() => Commands.Begin(_tiers);

    /// <summary>What lower tiers installed stays as it is: another version would be in the image twice.</summary>
    private bool Constrains(int index, RequirementTier tier) =>
        !tier.IsLocked && (index > 0 || _context.Base.Facts.PipPackages.Count > 0);

    /// <summary>
    /// What was compiled has another hash than its source, which was compared when the wheel was made: so the packages are named,
    /// without hashes.
    /// </summary>
    private static string Names(RequirementLock locked) =>
        string.Concat(locked.Packages.Select(package => $" \\\n    {package.Argument}"));

    private IEnumerable<DeclaredItem> Origins() => _tiers.Count > 0 ? [_tiers[0].Item] : _context.Of("AptPackage").Take(1);

    private void Check(RequirementTier tier)
    {
        foreach (var file in tier.Files)
        {
            if (!_context.Files.Contains(file))
            {
                _context.Wrong(DiagnosticDescriptors.OutsideContext, tier.Item,
                    $"{file} is outside of the build context {_context.Files.ContextDirectory}. Move it, or set ImageContext to "
                    + "a folder that has all files, or not at all.");
            }
            else _context.CheckMounted(tier.Item, file);
        }
    }
}
