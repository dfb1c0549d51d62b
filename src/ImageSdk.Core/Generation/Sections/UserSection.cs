using System.Globalization;
using System.Text.RegularExpressions;

namespace ImageSdk.Generation.Sections;

/// <summary>
/// Who runs the program: nobody who could change the image, unless the project says otherwise; and the folders that are his.
/// </summary>
internal sealed partial class UserSection
{
    /// <summary>Above the ids of distributions and of people on most machines.</summary>
    private const string DefaultId = "10001";
    private readonly GenerationContext _context;
    private readonly DeclaredItem _user;
    private readonly bool _isInherited;

    /// <summary>Reads and checks the properties and items.</summary>
    public UserSection(GenerationContext context)
    {
        _context = context;
        _user = context.Declaration.Property("ContainerUser");
        var id = context.Declaration.Property("ImageUserId");
        if (!Account().IsMatch(_user.Include))
        {
            context.Wrong(_user, $"ContainerUser is '{_user.Include}', which is not a valid name of a user. Use small letters, "
                + "digits, - and _.");
        }

        if (id.Include.Length > 0
            && !(uint.TryParse(id.Include, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && number is > 0 and < 60000))
            context.Wrong(id, $"ImageUserId is '{id.Include}'. Use a number from 1 to 59999.");

        var parent = context.Base.Facts.User;
        Id = IsRoot ? "0" : IsNumber ? _user.Include : id.Include.Length > 0 ? id.Include : DefaultId;
        _isInherited = !context.Base.IsRoot && (_user.Include.Length == 0 || parent == Id || parent == _user.Include)
            && (id.Include.Length == 0 || parent == id.Include);
        if (_isInherited) Id = parent;
        foreach (var directory in context.Of("ImageDirectory"))
        {
            if (directory.Include.Length == 0 || ImageTarget.Problem(directory.Include) is { Length: > 0 })
                context.Wrong(directory, $"ImageDirectory is {ImageTarget.Problem(directory.Include)}");
            CheckOwner(directory);
        }

        foreach (var content in context.Of("ImageContent").DistinctBy(content => content["Owner"])) CheckOwner(content);
    }

    /// <summary>The user as <c>USER</c> names him: by number, so that an orchestrator can see that it is not root.</summary>
    public string Id { get; private set; }

    private bool IsRoot => _user.Include is "root" or "0";

    private bool IsNumber => _user.Include.Length > 0 && _user.Include.All(char.IsAsciiDigit);

    /// <summary>Writes the account and the folders.</summary>
    /// <param name="folders">More folders that have to be there, which are root's.</param>
    public void WriteAccount(IEnumerable<string> folders)
    {
        var run = new RunText();
        var creates = !IsRoot && !IsNumber && !_isInherited;
        var name = _user.Include.Length > 0 ? _user.Include : "app";
        if (creates)
        {
            // Not every small image has a command for it. Without --no-log-init a file grows to some megabytes of zeros, an entry
            // for each number up to the user's.
            if (_context.Base.HasApt)
                run.Line($"useradd --no-log-init --uid {Id} --user-group --create-home --shell /usr/sbin/nologin {name}");
            else
            {
                MakeFolder(run.Line($"echo '{name}:x:{Id}:' >> /etc/group")
                    .Line($"echo '{name}:x:{Id}:{Id}::/home/{name}:/sbin/nologin' >> /etc/passwd"), $"/home/{name}",
                    $"{Id}:{Id}", "0755");
            }
        }

        var directories = _context.Of("ImageDirectory");
        foreach (var directory in directories)
        {
            MakeFolder(run, ImageTarget.Normalize(directory.Include),
                OwnerOf(directory["Owner"].Length > 0 ? directory["Owner"] : Id),
                directory["Mode"].Length > 0 ? directory["Mode"] : "0755");
        }

        // A new volume takes over the owner of the folder that it is mounted on.
        var caches = _context.ModelCaches;
        foreach (var (cache, _) in caches) MakeFolder(run, cache.Path, Id == "0" ? "" : $"{Id}:{Id}", "0755");
        var needed = folders.Except(directories.Select(directory => ImageTarget.Normalize(directory.Include))).Distinct()
            .Order(StringComparer.Ordinal).ToList();
        foreach (var folder in needed) MakeFolder(run, folder, "", "0755");
        if (!creates && directories.Count == 0 && caches.Count == 0 && needed.Count == 0) return;

        string[] comment =
        [
            .. creates ? [$"ContainerUser: {name}"] : (string[])[],
            .. directories.Count > 0
            ? [$"ImageDirectory: {string.Join(", ", directories.Select(directory => directory.Include))}"]
            : (string[])[],
            .. caches.Count > 0
            ? [$"ImageModelCache: {string.Join(", ", caches.Select(one => one.Item.Include))}"]
            : (string[])[],
            .. needed.Count > 0 ? ["ImageContent: folders of files that have a mode"] : (string[])[],
        ];
        IEnumerable<DeclaredItem> origins = [.. directories, .. caches.Select(one => one.Item)];
        _context.Dockerfile.Block(string.Join('\n', comment), run.ToString(),
            creates || !origins.Any() ? origins.Append(_user) : origins);
    }

    /// <summary>The user's place in the Dockerfile: at its end, since everything before is installed by root.</summary>
    public string Instruction => (Id is "0" && _context.Base.IsRoot && !_context.Base.IsProject)
        || (_isInherited && _context.Dockerfile.BeforeRun is not null) ? "" : $"USER {Id}";

    /// <summary>What the user and the directories were made from.</summary>
    public DeclaredItem Origin => _user;

    /// <summary>An owner as <c>--chown</c> takes it: <c>user:group</c>; empty for root.</summary>
    public string OwnerOf(string owner)
    {
        var (user, group) = owner.Split(':') is [var first, var second] ? (first, second) : (owner, owner);
        user = Number(user);
        group = Number(group);
        return user is "" or "0" && group is "" or "0" ? "" : $"{user}:{group}";

        string Number(string name) =>
            name == (_user.Include.Length > 0 ? _user.Include : "app") ? Id : name == "root" ? "0" : name;
    }

    /// <summary>Makes a folder, with what the image has: small ones have no <c>install</c>.</summary>
    private void MakeFolder(RunText run, string path, string owner, string mode)
    {
        if (_context.Base.HasApt)
        {
            run.Line($"install -d {(owner.Length > 0 ? $"-o {owner.Split(':')[0]} -g {owner.Split(':')[1]} " : "")}-m {mode} "
                + $"{ShellArgument.Quote(path)}");
            return;
        }

        path = ShellArgument.Quote(path);
        run.Line($"mkdir -p {path}").Line($"chmod {mode} {path}");
        if (owner.Length > 0) run.Line($"chown {owner} {path}");
    }

    private void CheckOwner(DeclaredItem item)
    {
        var parts = item["Owner"].Split(':');
        if (parts.Length > 2 || !parts.All(part => Account().IsMatch(part) && (part.Length > 0 || parts.Length == 1)))
            _context.Wrong(item, $"Owner of {item} is '{item["Owner"]}'. Write the name or the number of a user.");
        if (item.Type == "ImageDirectory" && item["Mode"].Length > 0 && !Octal().IsMatch(item["Mode"]))
            _context.Wrong(item, $"Mode of {item} is '{item["Mode"]}', which is not a valid mode. Write it as 0755.");
    }

    [GeneratedRegex(@"^([a-z_][a-z0-9_-]{0,31}|[0-9]{1,10})?\z")]
    private static partial Regex Account();

    [GeneratedRegex(@"^[0-7]{3,4}\z")]
    private static partial Regex Octal();
}
