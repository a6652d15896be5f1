using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace GpuRisk.Client;

/// <summary>
/// The client of a GpuRisk service. Its members may be called from several threads at once. They
/// throw <see cref="ServiceException"/> where the service refuses a request, and
/// <see cref="HttpRequestException"/> where it cannot be reached; before that they try again, as
/// the <see cref="RetryPolicy"/> says.
/// </summary>
public sealed partial class GpuRiskClient : IDisposable
{
    private readonly HttpClient _http;
    private readonly bool _ownsHttp;
    private readonly RetryPolicy _retry;
    private readonly ServiceConnection _connection;

    /// <summary>A client of the service at an address.</summary>
    /// <param name="address">The address, for example <c>http://127.0.0.1:5080</c>.</param>
    /// <param name="key">An API key or a JSON web token; null for the one that
    /// <see cref="LocalKey"/> finds, if there is one.</param>
    /// <param name="retry">How often requests are sent again.</param>
    public GpuRiskClient(Uri address, string? key = null, RetryPolicy? retry = null)
        : this(Create(address, key), retry, ownsHttp: true)
    {
    }

    /// <summary>A client that sends through one of the caller's, which stays the caller's.
    /// </summary>
    /// <param name="http">Has the service's address and, where needed, the authorization.</param>
    /// <param name="retry">How often requests are sent again.</param>
    public GpuRiskClient(HttpClient http, RetryPolicy? retry = null)
        : this(http, retry, ownsHttp: false)
    {
    }

    private GpuRiskClient(HttpClient http, RetryPolicy? retry, bool ownsHttp)
    {
        ArgumentNullException.ThrowIfNull(http);
        _http = http;
        _ownsHttp = ownsHttp;
        _retry = retry ?? new RetryPolicy();
        _connection = new ServiceConnection(http, _retry);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_ownsHttp)
        {
            _http.Dispose();
        }
    }

    /// <summary>Opens anything that the service has under a path.</summary>
    /// <param name="path">The path, as <see cref="RunLinks"/> has them.</param>
    /// <param name="mediaType">The media type to get.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>The contents as they come; for the caller to dispose of.</returns>
    public async Task<Stream> OpenAsync(
        string path, string mediaType, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(path);
        HttpResponseMessage response = await _connection
            .SendAsync(
                HttpMethod.Get, path.TrimStart('/'), mediaType, null,
                HttpCompletionOption.ResponseHeadersRead, cancellation)
            .ConfigureAwait(false);
        return await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
    }

    private static HttpClient Create(Uri address, string? key)
    {
        ArgumentNullException.ThrowIfNull(address);
        key ??= LocalKey.Find(address);
        if (key?.Any(sign => sign is <= ' ' or > '~') == true)
        {
            // What HttpClient would say of it holds the key.
            throw new ArgumentException(
                "A key has no spaces, line breaks or signs beyond ASCII.", nameof(key));
        }

        string root = address.AbsoluteUri;
        var http = new HttpClient
        {
            BaseAddress = root.EndsWith('/') ? address : new Uri(root + "/"),
        };
        if (!string.IsNullOrEmpty(key))
        {
            http.DefaultRequestHeaders.Authorization =
                new AuthenticationHeaderValue("Bearer", key);
        }

        return http;
    }

    private Task<T> GetAsync<T>(
        string path, JsonTypeInfo<T> type, CancellationToken cancellation) =>
        SendAsync(HttpMethod.Get, path, type, null, cancellation);

    private async Task<T> SendAsync<T>(
        HttpMethod method,
        string path,
        JsonTypeInfo<T> type,
        Action<HttpRequestMessage>? prepare,
        CancellationToken cancellation)
    {
        using HttpResponseMessage response = await _connection
            .SendAsync(
                method, path, MediaTypes.Json, prepare,
                HttpCompletionOption.ResponseContentRead, cancellation)
            .ConfigureAwait(false);
        using Stream body = await response.Content.ReadAsStreamAsync(cancellation)
            .ConfigureAwait(false);
        return await JsonSerializer.DeserializeAsync(body, type, cancellation)
            .ConfigureAwait(false)
            ?? throw new JsonException($"The service answered {path} with null.");
    }

    private async Task<byte[]> BytesAsync(
        string path, string mediaType, CancellationToken cancellation)
    {
        using HttpResponseMessage response = await _connection
            .SendAsync(
                HttpMethod.Get, path, mediaType, null,
                HttpCompletionOption.ResponseContentRead, cancellation)
            .ConfigureAwait(false);
        return await response.Content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false);
    }

    private async Task<JsonDocument> DocumentAsync(string path, CancellationToken cancellation) =>
        JsonDocument.Parse(
            await BytesAsync(path, MediaTypes.Json, cancellation).ConfigureAwait(false));
}
