using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using ImageSdk.Diagnostics;

namespace ImageSdk.Engine.Registries;

/// <summary>An answer, read to its end.</summary>
internal sealed class RegistryResponse(HttpResponseMessage message, Uri address, byte[] body)
{
    public HttpStatusCode Status { get; } = message.StatusCode;

    public bool IsSuccess { get; } = message.IsSuccessStatusCode;

    public HttpResponseHeaders Headers { get; } = message.Headers;

    /// <summary>The media type without parameters, or null.</summary>
    public string? MediaType { get; } = message.Content.Headers.ContentType?.MediaType;

    /// <summary>Where the answer came from, after redirects.</summary>
    public Uri Address { get; } = address;

    public byte[] Body { get; } = body;

    /// <summary>Whether another attempt can go better: too many requests, or a fault of the server.</summary>
    public bool IsTransient => Status == HttpStatusCode.TooManyRequests || (int)Status >= 500;

    /// <summary>How long the server asks to wait, or null.</summary>
    public TimeSpan? RetryAfter =>
        Headers.RetryAfter is { } retry ? retry.Delta ?? (retry.Date - DateTimeOffset.UtcNow) : null;

    /// <summary>What the server answered, with its own words where it gives any: <c>429 Too Many Requests (…)</c>.</summary>
    public string Describe()
    {
        // The reason phrase of the answer is not used: anybody can write anything there.
        var status = $"{(int)Status} {Status}";
        return ErrorText() is { } text ? $"{status} ({ForeignText.Line(text)})" : status;
    }

    /// <remarks>Source: OCI distribution specification, "Error Codes".</remarks>
    private string? ErrorText()
    {
        try
        {
            using var document = JsonDocument.Parse(Body);
            return document.RootElement.Member("errors") is { ValueKind: JsonValueKind.Array } errors
                && errors.GetArrayLength() > 0
                ? errors[0].Text("message") ?? errors[0].Text("code")
                : document.RootElement.Text("details");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
