using System.Net;
using ImageSdk.Diagnostics;
using static ImageSdk.Engine.Registries.RegistryFailureKind;

namespace ImageSdk.Engine.Registries;

/// <summary>Sends requests: time limits, retries, redirects and the limit of an answer's size. Knows nothing of images.</summary>
internal sealed class RegistryTransport(BuildEnvironment environment) : IDisposable
{
    /// <summary>
    /// The limit of a registry for manifests (OCI distribution specification, "Pushing Manifests"), and ours for all
    /// else.
    /// </summary>
    public const int MaximumBytes = 4 * 1024 * 1024;

    private const int Retries = 3;
    private const int Redirects = 5;
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(10);

    private readonly HttpClient _client = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        ConnectTimeout = ConnectTimeout,
        Proxy = new EnvironmentProxy(environment),
        UseCookies = false,
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <summary>Documented at IMG2012.</summary>
    public static TimeSpan DefaultRequestTimeout { get; } = TimeSpan.FromSeconds(30);

    /// <summary>How long an answer may take.</summary>
    public TimeSpan RequestTimeout { get; init; } = DefaultRequestTimeout;

    public void Dispose() => _client.Dispose();

    /// <summary>Sends a request until there is an answer that another attempt cannot better.</summary>
    /// <returns>The answer, whatever its status; never a redirect.</returns>
    /// <exception cref="RegistryFailure">Unreachable, or Invalid: too many redirects or bytes.</exception>
    public async Task<RegistryResponse> SendAsync(RegistryRequest request, CancellationToken cancellationToken)
    {
        for (var attempt = 0; ; attempt++)
        {
            var delay = FirstDelay * (1 << attempt);
            try
            {
                var response = await SendOnceAsync(request, cancellationToken);
                if (!response.IsTransient)
                    return response;
                var wait = response.RetryAfter ?? delay;
                // Whoever asks for more patience than a build has, is not asked again.
                if (attempt == Retries || wait > LongestDelay)
                    throw new RegistryFailure(Unreachable, $"it answers {response.Describe()}");
                delay = wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
            }
            catch (Exception e) when (e is HttpRequestException or IOException && attempt < Retries && IsTransient(e))
            {
            }
            catch (Exception e) when (e is HttpRequestException or IOException)
            {
                throw new RegistryFailure(Unreachable, Describe(e), e);
            }
            await Task.Delay(delay, cancellationToken);
        }
    }

    private async Task<RegistryResponse> SendOnceAsync(RegistryRequest request, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(RequestTimeout);
        using var pending = environment.Pending.Begin(request.Address.Authority, RequestTimeout);
        try
        {
            var address = request.Address;
            for (var redirect = 0; redirect <= Redirects; redirect++)
            {
                using var message = request.ToMessage(address);
                using var response = await _client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, limit.Token);
                if (!IsRedirect(response.StatusCode))
                    return new RegistryResponse(response, address, await ReadAsync(response, limit.Token));
                address = Follow(request, address, response.Headers.Location);
            }
            throw new RegistryFailure(Invalid, $"it redirects more than {Redirects} times");
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new RegistryFailure(Unreachable,
                $"it gave no complete answer within {RequestTimeout.TotalSeconds:0} seconds") { IsSilence = true };
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new HttpRequestException(
                HttpRequestError.ConnectionError, $"no connection within {ConnectTimeout.TotalSeconds:0} seconds",
                e.InnerException);
        }
    }

    /// <summary>Where a redirect leads, if it may be followed.</summary>
    internal static Uri Follow(RegistryRequest request, Uri from, Uri? location)
    {
        if (request.Form is not null)
            throw new RegistryFailure(Invalid, "it redirects a request that holds credentials");
        if (location is null)
            throw new RegistryFailure(Invalid, "it redirects without saying where to");
        return Uri.TryCreate(from, location, out var to)
            && (to.Scheme == "https" || (to.Scheme == "http" && from.Scheme == "http"))
            ? to
            : throw new RegistryFailure(Invalid,
                $"it redirects from {from.Scheme} to '{ForeignText.Line(location.OriginalString)}'");
    }

    private static async Task<byte[]> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        // The declared length may be wrong or missing, so what counts is what arrives.
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        for (int count; (count = await stream.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            if (body.Length + count > MaximumBytes)
                throw new RegistryFailure(Invalid, $"its answer is larger than {MaximumBytes / 1024 / 1024} MiB");
            body.Write(buffer, 0, count);
        }
        return body.ToArray();
    }

    private static bool IsRedirect(HttpStatusCode status) => (int)status is 301 or 302 or 303 or 307 or 308;

    private static string Describe(Exception e)
    {
        // Only for these does the outer message hold the cause, and the address beside it.
        var isOuter = e is HttpRequestException
        {
            HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError,
        };
        return ForeignText.Line((isOuter ? e : e.InnerException ?? e).Message).TrimEnd('.');
    }

    // A name that does not exist and a certificate that is not trusted stay so.
    private static bool IsTransient(Exception e) =>
        e is not HttpRequestException http
        || http.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.ResponseEnded
        || http.InnerException is IOException;
}
