using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json;

namespace GpuRisk.Client;

/// <summary>Sends requests until one is answered, and turns refusals into exceptions.</summary>
internal sealed class ServiceConnection(HttpClient http, RetryPolicy retry)
{
    private volatile bool _hasAnswered;

    /// <summary>Sends a request.</summary>
    /// <param name="method">The method.</param>
    /// <param name="path">The path and query below the service's address.</param>
    /// <param name="accept">The media type to get.</param>
    /// <param name="prepare">Adds to each attempt's request what else it needs.</param>
    /// <param name="completion">Whether the body is read, too, before this returns.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>A response of success.</returns>
    /// <exception cref="ServiceException">The service refused it.</exception>
    /// <exception cref="HttpRequestException">There was no connection.</exception>
    public async Task<HttpResponseMessage> SendAsync(
        HttpMethod method,
        string path,
        string accept,
        Action<HttpRequestMessage>? prepare,
        HttpCompletionOption completion,
        CancellationToken cancellation)
    {
        for (int attempt = 1; ; attempt++)
        {
            TimeSpan? delay;
            try
            {
                HttpResponseMessage response = await SendOnceAsync(
                    method, path, accept, prepare, completion, cancellation).ConfigureAwait(false);
                _hasAnswered = true;
                if (response.IsSuccessStatusCode)
                {
                    return response;
                }

                using (response)
                {
                    TimeSpan? retryAfter = RetryAfter(response);
                    delay = IsPassing(response.StatusCode)
                        ? retry.DelayAfter(attempt, retryAfter)
                        : null;
                    if (delay is null)
                    {
                        throw new ServiceException(
                            response.StatusCode,
                            await ProblemAsync(response, cancellation).ConfigureAwait(false),
                            retryAfter);
                    }
                }
            }
            catch (HttpRequestException error)
            {
                delay = IsMissing(error) ? null : retry.DelayAfter(attempt);
                if (delay is null)
                {
                    throw;
                }
            }

            await Task.Delay(delay.Value, retry.Time, cancellation).ConfigureAwait(false);
        }
    }

    private async Task<HttpResponseMessage> SendOnceAsync(
        HttpMethod method,
        string path,
        string accept,
        Action<HttpRequestMessage>? prepare,
        HttpCompletionOption completion,
        CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(accept));
        if (accept != MediaTypes.Json)
        {
            request.Headers.Accept.Add(
                new MediaTypeWithQualityHeaderValue(MediaTypes.Problem, 0.1));
        }

        prepare?.Invoke(request);
        try
        {
            return await http
                .SendAsync(request, completion, cancellation)
                .ConfigureAwait(false);
        }
        catch (OperationCanceledException error) when (error.InnerException is TimeoutException)
        {
            throw new HttpRequestException("The service did not answer in time.", error);
        }
    }

    // A service that has answered before may be starting again; one that never has is not there,
    // and waiting does not bring it.
    private bool IsMissing(HttpRequestException error) => !_hasAnswered
        && (error.HttpRequestError == HttpRequestError.NameResolutionError
            || error.InnerException is SocketException
            {
                SocketErrorCode: SocketError.ConnectionRefused,
            });

    private static bool IsPassing(HttpStatusCode status) =>
        status is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable;

    private TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        RetryConditionHeaderValue? header = response.Headers.RetryAfter;
        TimeSpan? wait = header?.Delta ?? (header?.Date - retry.Time.GetUtcNow());
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }

    private static async Task<Problem> ProblemAsync(
        HttpResponseMessage response, CancellationToken cancellation)
    {
        int status = (int)response.StatusCode;
        try
        {
            using Stream body = await response.Content.ReadAsStreamAsync(cancellation)
                .ConfigureAwait(false);
            Problem? problem = await JsonSerializer
                .DeserializeAsync(body, ClientJson.Default.Problem, cancellation)
                .ConfigureAwait(false);
            if (problem is { } told && (told.Title ?? told.Detail) is not null)
            {
                return told;
            }
        }
        catch (Exception error) when (error is JsonException or IOException)
        {
            // What answered may not be the service but something before it, in its own words.
        }

        return new Problem
        {
            Status = status,
            Title = $"HTTP {status} {response.ReasonPhrase}".TrimEnd(),
        };
    }
}
