using System.Net.Http.Headers;

namespace ImageSdk.Engine.Registries;

/// <summary>How a registry wants to be told who asks: one challenge of its WWW-Authenticate headers.</summary>
/// <param name="Scheme">The scheme: <c>Bearer</c> or <c>Basic</c>.</param>
/// <param name="Parameters">The parameters by name, names in any case.</param>
/// <remarks>Source: RFC 9110, section 11.6.1.</remarks>
internal sealed record AuthenticationChallenge(string Scheme, IReadOnlyDictionary<string, string> Parameters)
{
    /// <summary>The first challenge of a scheme, or null.</summary>
    public static AuthenticationChallenge? Find(HttpResponseHeaders headers, string scheme)
    {
        foreach (var header in headers.WwwAuthenticate)
        {
            if (header.Scheme.Equals(scheme, StringComparison.OrdinalIgnoreCase))
                return new AuthenticationChallenge(scheme, ReadParameters(header.Parameter ?? ""));
        }
        return null;
    }

    /// <summary>A parameter, or null when it is absent or empty.</summary>
    public string? Get(string name) => Parameters.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    private static Dictionary<string, string> ReadParameters(string text)
    {
        var parameters = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var position = 0;
        while (position < text.Length)
        {
            var equals = text.IndexOf('=', position);
            if (equals < 0)
                break;
            var name = text[position..equals].Trim(' ', '\t', ',');
            position = equals + 1;
            parameters.TryAdd(name, ReadValue(text, ref position));
        }
        return parameters;
    }

    private static string ReadValue(string text, ref int position)
    {
        while (position < text.Length && text[position] is ' ' or '\t')
            position++;
        var start = position;
        if (position == text.Length || text[position] != '"')
        {
            var comma = text.IndexOf(',', start);
            position = comma < 0 ? text.Length : comma + 1;
            return text[start..(comma < 0 ? text.Length : comma)].Trim();
        }

        var value = new List<char>();
        for (position++; position < text.Length && text[position] != '"'; position++)
        {
            if (text[position] == '\\' && position + 1 < text.Length)
                position++;
            value.Add(text[position]);
        }
        position = Math.Min(position + 1, text.Length);
        return new string([.. value]);
    }
}
