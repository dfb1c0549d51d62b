using System.Diagnostics;
using System.Text;

namespace ImageSdk.Engine.Registries;

/// <summary>What proves at a registry who the user is. Printing it shows nothing of it.</summary>
[DebuggerDisplay("(redacted)")]
public sealed class RegistryCredentials
{
    /// <summary>Credentials of these parts; those that are empty count as absent.</summary>
    public RegistryCredentials(string? username, string? password, string? identityToken = null, string? registryToken = null) =>
        (Username, Password, IdentityToken, RegistryToken) =
            (Given(username), Given(password), Given(identityToken), Given(registryToken));

    /// <summary>The name of the account, or null.</summary>
    public string? Username { get; }

    /// <summary>The password or access token of the account, or null.</summary>
    public string? Password { get; }

    /// <summary>A refresh token that a token server takes in place of a password, or null.</summary>
    public string? IdentityToken { get; }

    /// <summary>A bearer token that the registry itself takes, or null.</summary>
    public string? RegistryToken { get; }

    internal bool IsEmpty => Password is null && IdentityToken is null && RegistryToken is null;

    /// <summary>The parameter of HTTP's Basic scheme, or null without name and password.</summary>
    internal string? Basic =>
        Username is null || Password is null ? null : Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Username}:{Password}"));

    /// <summary>Always the same text, so that no log ever shows a secret.</summary>
    public override string ToString() => "(redacted)";

    private static string? Given(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
