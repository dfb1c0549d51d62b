using System.Text.Json;
using ImageSdk.Analysis.BuildKit;
using ImageSdk.Diagnostics;
using ImageSdk.Engine.Registries;

namespace ImageSdk.Engine.Buildx;

/// <summary>
/// What <c>docker buildx build --call=check,format=json</c> says of a Dockerfile (BuildKit, <c>frontend/subrequests/lint</c>).
/// </summary>
/// <param name="Warnings">What was found.</param>
/// <param name="Problem">Why not everything was checked; empty when it was.</param>
public sealed record BuildxCheck(IReadOnlyList<BuildKitWarning> Warnings, string Problem)
{
    /// <summary>The arguments of buildx.</summary>
    public static IReadOnlyList<string> Arguments(BuildxCheckRequest request)
    {
        List<string> arguments = ["build", "--call=check,format=json", $"--file={request.Dockerfile}"];
        if (request.Builder.Length > 0) arguments.Add($"--builder={request.Builder}");
        if (request.Target.Length > 0) arguments.Add($"--target={request.Target}");
        if (request.Platform.Length > 0) arguments.Add($"--platform={request.Platform}");
        foreach (var (name, value) in request.BuildArguments) arguments.Add($"--build-arg={name}={value}");
        foreach (var (name, value) in request.NamedContexts) arguments.Add($"--build-context={name}={value}");
        arguments.Add(request.ContextDirectory);
        return arguments;
    }

    /// <summary>Reads the answer. buildx also fails when there are warnings, so its exit code says nothing.</summary>
    /// <param name="output">What it wrote to its standard output.</param>
    /// <param name="error">What it wrote to its standard error.</param>
    public static BuildxCheck Read(string output, string error)
    {
        try
        {
            using var answer = JsonDocument.Parse(output);
            var warnings = (answer.RootElement.Member("warnings")?.Items() ?? []).Select(Warning)
                .Where(warning => warning.Rule.Length > 0).ToList();
            var problem = answer.RootElement.Member("buildError")?.Text("message") ?? "";
            // "# check=error=true" makes warnings an error, which stand in the list all the same.
            return new BuildxCheck(warnings, problem.StartsWith("lint violation found", StringComparison.Ordinal) ? "" : problem);
        }
        catch (JsonException)
        {
            var last = error.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault();
            return new BuildxCheck([], last is null ? "docker buildx says nothing" : ForeignText.Line(last));
        }
    }

    private static BuildKitWarning Warning(JsonElement element)
    {
        var range = (element.Member("location")?.Member("ranges")?.Items() ?? []).FirstOrDefault();
        var line = range.ValueKind == JsonValueKind.Object
            && range.Member("start")?.Member("line") is { ValueKind: JsonValueKind.Number } number
            && number.TryGetInt32(out var first) ? first : 0;
        return new BuildKitWarning(
            element.Text("ruleName") ?? "", element.Text("description") ?? "", element.Text("detail") ?? "",
            element.Text("url") ?? "", line);
    }
}
