using System.Text.RegularExpressions;
using ImageSdk.Analysis.Shell;

namespace ImageSdk.Analysis.Commands;

/// <summary>How apt is configured, as far as commands and files of the Dockerfile say (<c>/etc/apt/apt.conf.d</c>).</summary>
/// <param name="SkipsRecommends">Whether <c>APT::Install-Recommends</c> is off.</param>
/// <param name="AssumesYes">Whether <c>APT::Get::Assume-Yes</c> is on.</param>
/// <param name="KeepsPackages">
/// Whether Debian's <c>docker-clean</c>, which deletes downloaded packages after each call, is out of the way.
/// </param>
internal sealed partial record AptConfiguration(bool SkipsRecommends, bool AssumesYes, bool KeepsPackages)
{
    /// <summary>Where the configuration is.</summary>
    public const string Folder = "/etc/apt/apt.conf";

    /// <summary>Debian's hook that deletes what a cache mount is to keep.</summary>
    public const string DockerClean = "/etc/apt/apt.conf.d/docker-clean";

    /// <summary>That of Debian's and Ubuntu's images.</summary>
    public static AptConfiguration Default { get; } = new(false, false, false);

    /// <summary>The configuration after a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="previous">The command before it, which may be piped into it.</param>
    public AptConfiguration After(ShellCommand command, ShellCommand? previous)
    {
        var result = this;
        // Whether it is removed, moved away, emptied or edited: whoever touches it does so to keep the packages.
        if (command.Words.Skip(1).Any(word => word.Value.Contains("docker-clean", StringComparison.Ordinal)
                || word.Value is "/etc/apt/apt.conf.d/*" or "/etc/apt/apt.conf.d")
            || command.Redirections.Any(redirection => redirection.Target.Value == DockerClean))
        {
            result = result with { KeepsPackages = true };
        }

        var isWritten = command.Redirections.Any(redirection =>
            redirection.Operator[0] == '>' && IsConfiguration(redirection.Target.Value))
            || (command.Name == "tee" && command.Words.Any(word => IsConfiguration(word.Value)));
        if (!isWritten)
            return result;
        var lines = command.Words.Concat(previous is { After: Connector.Pipe } ? previous.Words : []).Select(word => word.Value)
            .Concat(command.Redirections.Select(redirection => redirection.Body?.Value ?? ""));
        return result.With(string.Join('\n', lines));
    }

    /// <summary>The configuration with what a file says.</summary>
    public AptConfiguration With(string text) => new(
        SkipsRecommends || NoRecommends().IsMatch(text),
        AssumesYes || Yes().IsMatch(text),
        KeepsPackages);

    /// <summary>Whether a path is a file of the configuration.</summary>
    public static bool IsConfiguration(string path) => path.StartsWith(Folder, StringComparison.Ordinal);

    [GeneratedRegex("""Install-Recommends["\s=]+(0|false|no|off)\b""", RegexOptions.IgnoreCase)]
    private static partial Regex NoRecommends();

    [GeneratedRegex("""Assume-Yes["\s=]+(1|true|yes|on)\b""", RegexOptions.IgnoreCase)]
    private static partial Regex Yes();
}
