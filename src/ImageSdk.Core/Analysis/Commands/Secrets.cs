using System.Text.RegularExpressions;

namespace ImageSdk.Analysis.Commands;

/// <summary>Tells names and values of secrets from others.</summary>
internal static partial class Secrets
{
    /// <summary>
    /// Whether a variable of that name holds a secret. Names of files, lengths, hashes and public keys do not end like this.
    /// </summary>
    public static bool IsName(string name) => (Name().IsMatch(name) || CamelCase().IsMatch(name)) && !Switch().IsMatch(name);

    /// <summary>
    /// Whether a value may be a secret: not a switch, a number, a file, or something that only stands in for one.
    /// </summary>
    /// <param name="value">The value, quotes removed.</param>
    public static bool IsValue(string value) =>
        value.Length > 0 && value[0] is not ('/' or '.' or '<') && !Harmless().IsMatch(value);

    /// <summary>The id that a secret mount may have for a variable: the name in lower case with hyphens.</summary>
    public static string Id(string name) => name.ToLowerInvariant().Replace('_', '-');

    // Behind the word may stand which one it is: NPM_TOKEN_PROD, DB_PASSWORD_2.
    [GeneratedRegex(
        "(PASSWORD|PASSWD|PASSPHRASE|(^|_)PWORD|(^|_)SECRET|(^|_)TOKEN|API_?KEY|SECRET_KEY|ACCESS_KEY|PRIVATE_?KEY|ENCRYPTION_KEY"
        + "|AUTH_KEY|(^|_)SSH_?KEY|(^|_)DEPLOY_KEY|(^|_)CREDENTIALS?)"
        + @"(_(RO|RW|READONLY|PROD|PRODUCTION|STAGING|DEV|CI|B64|BASE64|\d+))?$", RegexOptions.IgnoreCase)]
    private static partial Regex Name();

    [GeneratedRegex("(?<=[a-z0-9])(Password|Passwd|Passphrase|Secret|Token|Credentials?|ApiKey|PrivateKey|AccessKey|SshKey)$")]
    private static partial Regex CamelCase();

    [GeneratedRegex(
        "^(ALLOW|ENABLE|DISABLE|NO|REQUIRE|SKIP|USE|CHANGE|PUBLIC|RANDOM|IS|HAS|MAX|MIN|NUM|PAD|EOS|BOS|UNK|SEP|CLS|MASK"
        + "|STOP)_|_(PUBLIC|RANDOM)_|^TOKENIZERS?_", RegexOptions.IgnoreCase)]
    private static partial Regex Switch();

    [GeneratedRegex(
        @"^(true|false|yes|no|on|off|none|null|\d{1,6}|\*+|x+)$|dummy|placeholder|change[-_ ]?me|example|fake|sample|unused"
        + @"|not[-_]?(a[-_]?)?(real|secret|used)|replace|your|build|test", RegexOptions.IgnoreCase)]
    private static partial Regex Harmless();
}
