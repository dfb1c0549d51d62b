using System.Text.Json;
using CliWrap;
using CliWrap.Buffered;

namespace ImageSdk.EndToEnd.Tests.Infrastructure;

/// <summary>The real engine, asked by its own command.</summary>
public static class Engine
{
    /// <summary>The engine's unix socket.</summary>
    public static string Socket { get; } = (Environment.GetEnvironmentVariable("DOCKER_HOST") ?? "unix:///var/run/docker.sock")["unix://".Length..];

    /// <summary>What <c>docker image inspect</c> says, or null when there is no such image.</summary>
    public static async Task<JsonElement?> InspectAsync(string image)
    {
        var result = await RunAsync("image", "inspect", image);
        return result.ExitCode == 0 ? JsonDocument.Parse(result.StandardOutput).RootElement[0].Clone() : null;
    }

    /// <summary>The digest of an image, which must be there.</summary>
    public static async Task<string> DigestAsync(string image) =>
        (await InspectAsync(image) ?? throw new AssertFailedException($"The engine has no {image}.")).GetProperty("Id").GetString()!;

    /// <summary>The digests of the uncompressed layers of an image, lowest first.</summary>
    public static async Task<string[]> LayersAsync(string image) =>
        [.. (await InspectAsync(image) ?? throw new AssertFailedException($"The engine has no {image}."))
            .GetProperty("RootFS").GetProperty("Layers").EnumerateArray().Select(l => l.GetString()!)];

    /// <summary>The labels of an image.</summary>
    public static async Task<Dictionary<string, string>> LabelsAsync(string image)
    {
        var config = (await InspectAsync(image) ?? throw new AssertFailedException($"The engine has no {image}.")).GetProperty("Config");
        return config.TryGetProperty("Labels", out var labels) && labels.ValueKind == JsonValueKind.Object
            ? labels.EnumerateObject().ToDictionary(l => l.Name, l => l.Value.GetString()!)
            : [];
    }

    /// <summary>What a command prints in a new container of an image.</summary>
    public static async Task<string> OutputAsync(string image, params string[] command)
    {
        var result = await RunAsync(["run", "--rm", "--network=none", image, .. command]);
        Assert.AreEqual(0, result.ExitCode, result.StandardError);
        return result.StandardOutput.Trim();
    }

    /// <summary>Removes the tags that fit a pattern. Not the images: another test may have made the very same one.</summary>
    public static async Task RemoveImagesAsync(string pattern)
    {
        var images = await RunAsync("image", "ls", "--format", "{{.Repository}}:{{.Tag}}", "--filter", $"reference={pattern}");
        var tags = images.StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (tags.Length > 0) await RunAsync(["image", "rm", .. tags]);
    }

    /// <summary>
    /// Makes BuildKit forget the results of the RUN instructions that have a text, which only the test's own may have: to them it is a
    /// BuildKit that has never built. Images that are made of the results must be removed before.
    /// </summary>
    public static async Task ForgetAsync(string text)
    {
        var records = await RunAsync("buildx", "du", "--filter", $"description~={text}", "--format", "{{.ID}}");
        foreach (var id in records.StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            await RunAsync("buildx", "prune", "--force", "--filter", $"id={id}");
        }
    }

    /// <summary>Runs a docker command.</summary>
    public static async Task<BufferedCommandResult> RunAsync(params string[] arguments) =>
        await Cli.Wrap("docker").WithArguments(arguments).WithValidation(CommandResultValidation.None).ExecuteBufferedAsync();
}
