using System.ComponentModel;
using System.Text.Json;
using CliWrap;
using CliWrap.Buffered;
using ImageSdk.Diagnostics;

namespace ImageSdk.Engine.Registries;

/// <summary>A program <c>docker-credential-NAME</c>, which keeps Docker's passwords in a store of the system.</summary>
/// <remarks>Source: github.com/docker/docker-credential-helpers, "Development" in README.md, and client/client.go.</remarks>
internal sealed class CredentialHelper(string name, string configurationFile, BuildEnvironment environment)
{
    // Long enough for a helper that asks a cloud for a token, or a person for the keychain's password.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly string[] WindowsExtensions = [".exe", ".cmd", ".bat"];

    private string Program => $"docker-credential-{name}";

    /// <summary>The credentials that the store has for a registry, or null.</summary>
    /// <exception cref="DiagnosticException">IMG2014.</exception>
    public async Task<RegistryCredentials?> GetAsync(string server, CancellationToken cancellationToken)
    {
        var program = environment.FindProgram(Program, WindowsExtensions)
            ?? throw Failed("It is not on the PATH: install it, or remove it from the configuration.");
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        using var pending = environment.Pending.Begin($"the credential helper {Program}", Patience);
        BufferedCommandResult result;
        try
        {
            result = await Cli.Wrap(program)
                .WithArguments("get")
                .WithEnvironmentVariables(environment.ForProcess())
                .WithStandardInputPipe(PipeSource.FromString(server))
                .WithValidation(CommandResultValidation.None)
                .ExecuteBufferedAsync(patience.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Failed($"It gave no answer for '{server}' within {Patience.TotalSeconds:0} seconds.");
        }
        catch (Win32Exception e)
        {
            throw Failed($"It cannot be started: {e.Message}");
        }

        if (result.ExitCode == 0)
            return Read(result.StandardOutput, server);
        // Helpers print errors to standard output; this one is part of the protocol.
        var error = string.IsNullOrWhiteSpace(result.StandardOutput) ? result.StandardError : result.StandardOutput;
        return error.Contains("credentials not found", StringComparison.OrdinalIgnoreCase)
            ? null
            : throw Failed($"For '{server}' it ended with exit code {result.ExitCode}: {ForeignText.Line(error)}");
    }

    private RegistryCredentials? Read(string output, string server)
    {
        try
        {
            using var document = JsonDocument.Parse(output);
            var username = document.RootElement.Text("Username");
            var secret = document.RootElement.Text("Secret");
            var credentials = username == "<token>"
                ? new RegistryCredentials(null, null, identityToken: secret)
                : new RegistryCredentials(username, secret);
            return credentials.IsEmpty ? null : credentials;
        }
        catch (JsonException)
        {
            // The exception quotes the answer, which may be a password.
            throw Failed($"Its answer for '{server}' is not JSON.");
        }
    }

    private DiagnosticException Failed(string why) => new(DiagnosticDescriptors.CredentialHelperFailed.At(
        new SourceLocation(configurationFile),
        $"The credential helper '{Program}' that Docker's configuration names fails. {why}"));
}
