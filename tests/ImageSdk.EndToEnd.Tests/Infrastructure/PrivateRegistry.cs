using System.Net.Http.Headers;
using System.Text;
using ImageSdk.Testing;

namespace ImageSdk.EndToEnd.Tests.Infrastructure;

/// <summary>A registry of one test that lets only alice in.</summary>
public static class PrivateRegistry
{
    /// <summary>Her password.</summary>
    public const string Password = "secret-of-alice";

    private const string User = "alice";

    // With bcrypt, the only hash that the registry takes.
    private const string Accounts = $"{User}:$2b$05$abcdefghijklmnopqrstuu1Uu84v11glUzUIYqnv1xIIPMk8cfLlK\n";

    /// <summary>Name and password as Docker's configuration keeps them.</summary>
    public static string Login { get; } = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{User}:{Password}"));

    /// <summary>Name and password as a request carries them.</summary>
    public static AuthenticationHeaderValue Authorization { get; } = new("Basic", Login);

    /// <summary>Starts it and waits until it listens.</summary>
    public static Task<RegistryProcess> StartAsync() => RegistryProcess.StartAsync("""
        auth:
          htpasswd:
            realm: test
            path: {directory}/htpasswd
        """, ("htpasswd", Accounts));
}
