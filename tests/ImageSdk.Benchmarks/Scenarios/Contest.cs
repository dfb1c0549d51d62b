using ImageSdk.Benchmarks.Contenders;
using ImageSdk.Benchmarks.Graphs;
using ImageSdk.Benchmarks.Machine;
using ImageSdk.Benchmarks.Measuring;

namespace ImageSdk.Benchmarks.Scenarios;

/// <summary>
/// Runs scenarios on one graph: in each round every contender in turn, so that all meet the same moods of the machine.
/// </summary>
/// <param name="graph">The images.</param>
/// <param name="contenders">Who takes part.</param>
/// <param name="engine">Where images are built.</param>
/// <param name="runner">Runs their commands.</param>
/// <param name="directory">Where the trees are laid out.</param>
internal sealed class Contest(
    ImageGraph graph, IReadOnlyList<Contender> contenders, BenchmarkEngine engine, CommandRunner runner, string directory)
{
    private readonly TreeEditor _editor = new();
    private readonly Dictionary<string, Tree> _trees = [];

    /// <summary>Runs a scenario: a round to warm up, which is observed, and rounds which are timed.</summary>
    /// <exception cref="OperationCanceledException">The user ended it.</exception>
    public async Task<IReadOnlyList<ActResult>> RunAsync(Scenario scenario, int rounds, CancellationToken cancellation)
    {
        var entries = contenders.Where(scenario.Has)
            .Select(c => (Contender: c, Acts: scenario.Acts.ToDictionary(a => a, _ => new Series()))).ToList();
        foreach (var (contender, acts) in entries)
        {
            await AttemptAsync(acts.Values, () => BeginAsync(scenario, contender, cancellation));
        }

        for (var round = 0; round <= rounds; round++)
        {
            foreach (var (contender, acts) in entries.Where(e => e.Acts.Values.All(s => s.Failure is null)))
            {
                await AttemptAsync(acts.Values, async () =>
                {
                    foreach (var (act, series) in acts) await RunAsync(scenario, act, contender, series, round, cancellation);
                });
            }
        }

        return [.. scenario.Acts.Select(act => new ActResult(act, scenario.IsRestore, [.. entries.Select(e => (e.Contender, e.Acts[act]))]))];
    }

    /// <summary>A contender that fails is out of the scenario; the others go on.</summary>
    private static async Task AttemptAsync(IEnumerable<Series> series, Func<Task> attempt)
    {
        try
        {
            await attempt();
        }
        catch (ContestException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            foreach (var one in series) one.Failure = e.Message;
        }
    }

    private async Task BeginAsync(Scenario scenario, Contender contender, CancellationToken cancellation)
    {
        if (!_trees.TryGetValue(contender.Key, out var tree))
        {
            tree = new Tree(graph, Path.Combine(directory, contender.Key), contender.Key, engine.Registry);
            graph.Write(tree.Directory, contender.Key, engine.Registry);
            contender.LayOut(tree);
            foreach (var command in contender.Prepare(tree)) await SucceedAsync(command, tree, false, cancellation);
            _trees.Add(contender.Key, tree);
        }

        if (scenario.EmptiesEngine && scenario.Cache == CacheUse.None) return;

        var build = contender.Build(tree, scenario.Cache == CacheUse.Read ? CacheUse.Write : CacheUse.None);
        var outcome = await SucceedAsync(build, tree, false, cancellation);
        await Console.Error.WriteLineAsync(FormattableString.Invariant(
            $"{graph.Name} {scenario.Key} set-up: {contender.Key} {outcome.Elapsed.TotalSeconds:0.00} s"));
    }

    private async Task RunAsync(
        Scenario scenario, Act act, Contender contender, Series series, int round, CancellationToken cancellation)
    {
        var tree = _trees[contender.Key];
        await PrepareAsync(act.Preparation, contender, tree, cancellation);
        var tags = graph.Images.ToDictionary(i => i.Name, tree.Tag);
        var before = await engine.LayersAsync(tags.Values, cancellation);
        var outcome = await SucceedAsync(CommandOf(scenario, contender, tree), tree, observe: round == 0, cancellation);
        Verify(act, contender, tags, before, await engine.LayersAsync(tags.Values, cancellation));

        var measurement = new Measurement(outcome.Elapsed.TotalSeconds, outcome.CpuSeconds, contender.CountRunSteps(tree, outcome));
        if (round == 0) series.Load = outcome.Load;
        else series.Add(measurement);
        var name = round == 0 ? "warm-up" : $"round {round}";
        await Console.Error.WriteLineAsync(FormattableString.Invariant(
            $"{graph.Name} {scenario.Key} {name}: {contender.Key} {measurement.Seconds:0.00} s, {measurement.RunSteps} RUN"));
    }

    private async Task PrepareAsync(Preparation preparation, Contender contender, Tree tree, CancellationToken cancellation)
    {
        switch (preparation)
        {
            case Preparation.Empty:
                await engine.EmptyAsync(cancellation);
                contender.Forget(tree);
                break;
            case Preparation.EditLeaf:
                _editor.EditLeaf(tree);
                break;
            case Preparation.EditRequirements:
                _editor.EditRequirements(tree);
                break;
            case Preparation.Touch:
                TreeEditor.Touch(tree);
                break;
        }
    }

    /// <summary>A restore must not need a network: it gets none.</summary>
    private static Invocation CommandOf(Scenario scenario, Contender contender, Tree tree)
    {
        if (!scenario.IsRestore || contender is not DotnetContender dotnet) return contender.Build(tree, scenario.Cache);

        string[] options = Environment.IsPrivilegedProcess ? ["--net"] : ["--net", "--map-root-user"];
        return dotnet.Restore().Behind("unshare", options);
    }

    private async Task<Outcome> SucceedAsync(Invocation invocation, Tree tree, bool observe, CancellationToken cancellation)
    {
        var outcome = await runner.RunAsync(invocation, tree.Directory, tree.Contender, observe, cancellation);
        return outcome.ExitCode == 0 ? outcome : throw new ContestException(
            $"{tree.Contender}: {invocation} ended with {outcome.ExitCode}\n{outcome.Tail()}");
    }

    /// <summary>A contender that did nothing would be the fastest.</summary>
    private void Verify(
        Act act, Contender contender, Dictionary<string, string> tags,
        IReadOnlyDictionary<string, string> before, IReadOnlyDictionary<string, string> after)
    {
        foreach (var (name, tag) in tags)
        {
            if (!after.TryGetValue(tag, out var layers)) throw new ContestException($"{contender.Key}: no image {tag}");

            var mustChange = act.Effect == Effect.All || (act.Effect == Effect.Leaf && name == graph.Leaf);
            if (mustChange && before.GetValueOrDefault(tag) == layers) throw new ContestException($"{contender.Key}: {tag} did not change");
        }
    }
}
