using System.Net.Http.Headers;

namespace ImageSdk.Engine.Registries;

/// <summary>One request, which can be sent several times. Not a record: printing it would print the authorisation.</summary>
internal sealed class RegistryRequest(HttpMethod method, Uri address)
{
    public HttpMethod Method { get; } = method;

    public Uri Address { get; } = address;

    public AuthenticationHeaderValue? Authorization { get; init; }

    /// <summary>The media types that the answer may have.</summary>
    public IReadOnlyList<string> Accept { get; init; } = [];

    /// <summary>The fields of a form to send, or null.</summary>
    public IReadOnlyDictionary<string, string>? Form { get; init; }

    /// <summary>The message for one attempt at an address, which redirects can have changed.</summary>
    public HttpRequestMessage ToMessage(Uri address)
    {
        var message = new HttpRequestMessage(Method, address);
        // A redirect must not carry the user's credentials to someone else.
        if (IsSameOrigin(address, Address))
            message.Headers.Authorization = Authorization;
        foreach (var mediaType in Accept)
            message.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(mediaType));
        message.Headers.UserAgent.Add(new ProductInfoHeaderValue("ImageSdk", "1.0"));
        if (Form is not null)
            message.Content = new FormUrlEncodedContent(Form);
        return message;
    }

    private static bool IsSameOrigin(Uri one, Uri other) =>
        Uri.Compare(one, other, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0;
}
