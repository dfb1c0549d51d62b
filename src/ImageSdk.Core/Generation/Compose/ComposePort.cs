using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;

namespace ImageSdk.Generation.Compose;

/// <summary>A port that a service listens on: an item <c>ContainerPort</c>.</summary>
/// <param name="Container">
/// The port, or a range of ports, with the protocol where that is not TCP: <c>8080</c>, <c>5000-5010/udp</c>.
/// </param>
/// <param name="Host">
/// Where the host publishes it: a port or a range, possibly after an address, <c>127.0.0.1:8080</c>; empty for nowhere.
/// </param>
public sealed record ComposePort(string Container, string Host)
{
    /// <summary>Reads an item, or says in whole sentences what is wrong with it.</summary>
    /// <param name="include">The item's value.</param>
    /// <param name="type">The metadata <c>Type</c>: <c>tcp</c>, also when empty, or <c>udp</c>.</param>
    /// <param name="host">The metadata <c>HostPort</c>.</param>
    /// <param name="port">The port.</param>
    /// <param name="problem">What is wrong.</param>
    public static bool TryParse(string include, string type, string host, [NotNullWhen(true)] out ComposePort? port,
        [NotNullWhen(false)] out string? problem)
    {
        var protocol = type.ToLowerInvariant();
        problem = !IsPort(include) ? $"ContainerPort '{include}' is neither a port from 1 to 65535 nor a range of ports."
            : protocol is not ("" or "tcp" or "udp") ? $"ContainerPort '{include}' has the Type '{type}'. Use tcp or udp."
            : host.Length > 0 && !IsHostPort(host)
                ? $"ContainerPort '{include}' has the HostPort '{host}', which is not a valid port. Write HostPort=\"8080\", or "
                + "with the address that listens HostPort=\"127.0.0.1:8080\"."
            : null;
        port = problem is null ? new ComposePort(protocol == "udp" ? $"{include}/udp" : include, host) : null;
        return port is not null;
    }

    private static bool IsHostPort(string text) =>
        text.LastIndexOf(':') is >= 0 and var colon
        ? IPAddress.TryParse(text.AsSpan(0, colon), out _) && IsPort(text[(colon + 1)..])
        : IsPort(text);

    private static bool IsPort(string text)
    {
        var ends = Array.ConvertAll(text.Split('-'),
            end => ushort.TryParse(end, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0);
        return ends.Length <= 2 && ends[0] > 0 && ends[0] <= ends[^1];
    }
}
