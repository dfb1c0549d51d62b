using ImageSdk.Analysis.Images;

namespace ImageSdk.Analysis.Commands;

/// <summary>The user that a <c>RUN</c> runs as, as far as the Dockerfile or a well-known base image tells.</summary>
/// <param name="Id">The number; null where it is not known.</param>
/// <param name="Home">The home folder; null where it is not known.</param>
internal sealed record UserAccount(string? Id, string? Home)
{
    private static readonly HashSet<string> ValueOptions = new(StringComparer.Ordinal)
    {
        "uid", "home", "home-dir", "shell", "gid", "groups", "ingroup", "gecos", "comment", "base-dir", "skel", "key",
        "expiredate", "inactive", "password", "conf", "firstuid", "lastuid",
    };

    /// <summary>The user of a <c>RUN</c>.</summary>
    public static UserAccount Of(RunStep run)
    {
        var home = run.State.Lookup("HOME")?.TrimEnd('/');
        if (run.State.IsRoot)
            return new UserAccount("0", home ?? "/root");
        var name = run.State.User.Split(':')[0];
        var known = run.Stage.Chain.SelectMany(stage => stage.Runs).SelectMany(earlier => earlier.Commands)
            .Where(command => command.Program is "useradd" or "adduser").Select(Created)
            .LastOrDefault(user => user.Name == name || user.Account.Id == name).Account
            // The official images of Node.js have a user of that name.
            ?? (name == "node" && KnownBases.IsOfficial(run.Stage.OutsideBase, "node")
                ? new UserAccount("1000", "/home/node")
                : new UserAccount(null, null));
        return new UserAccount(known.Id ?? (name.All(char.IsAsciiDigit) ? name : null), home ?? known.Home);
    }

    private static (string Name, UserAccount Account) Created(CommandLine command)
    {
        var shortWithValue = command.Program == "useradd" ? "bcdefgGkKpsu" : "hgsGuk";
        var (options, others, _) = OptionReader.Read(command, command.Arguments, shortWithValue, ValueOptions);
        if (others.Count == 0 || others[command.Program == "useradd" ? ^1 : 0].Resolve(command.Lookup) is not { } name)
            return ("", new UserAccount(null, null));
        string? Value(params string[] names) => options.LastOrDefault(option => names.Contains(option.Name))?.Value;
        bool Has(params string[] names) => options.Any(option => names.Contains(option.Name));
        var hasHome = command.Program == "useradd" ? Has("m", "create-home") : !Has("system", "S", "H", "no-create-home");
        var home = Value("home", "home-dir") ?? (command.Program == "useradd" ? Value("d") : Value("h")) ?? $"/home/{name}";
        return (name, new UserAccount(Value("uid", "u"), hasHome ? home : null));
    }
}
