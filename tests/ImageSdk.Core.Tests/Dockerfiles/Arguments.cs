namespace ImageSdk.Core.Tests.Dockerfiles;

/// <summary>Build arguments for tests.</summary>
internal static class Arguments
{
    public static IReadOnlyDictionary<string, string> None { get; } = new Dictionary<string, string>();

    public static IReadOnlyDictionary<string, string> Of(params (string Name, string Value)[] arguments) =>
        arguments.ToDictionary(argument => argument.Name, argument => argument.Value);
}
